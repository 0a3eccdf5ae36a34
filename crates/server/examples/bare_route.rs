//! The framework used bare: one route that answers every search with the same body, of as many bytes as it is told.
//! `cargo xtask bench-serve` measures the server beside it.

#![allow(clippy::print_stdout, reason = "it says where it listens")]

use std::error::Error;

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let size: usize = std::env::args().nth(1).ok_or("say how many bytes to answer")?.parse()?;
    let body = Bytes::from(vec![b' '; size]);
    let answer = move || async move { ([(CONTENT_TYPE, "application/json")], body) };
    let router = Router::new().route("/api/v1/search", get(answer));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let at_once = listener.tap_io(|stream| {
        // As our own server does.
        let _ = stream.set_nodelay(true);
    });
    axum::serve(at_once, router).await?;
    Ok(())
}
