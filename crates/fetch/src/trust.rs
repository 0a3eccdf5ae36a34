//! Whose word is taken that a server is who it says it is.

use std::sync::{Arc, LazyLock};

use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// The authorities that the system trusts: those of a network of its own are among them. Where it names none, those that
/// browsers trust, which are built in.
static AUTHORITIES: LazyLock<RootCerts> = LazyLock::new(|| {
    let certificates = rustls_native_certs::load_native_certs().certs;
    let certificates: Vec<Certificate<'static>> =
        certificates.iter().map(|one| Certificate::from_der(one).to_owned()).collect();
    if certificates.is_empty() {
        RootCerts::WebPki
    } else {
        RootCerts::Specific(Arc::new(certificates))
    }
});

/// How servers are asked over https: whoever they are vouched for by must be trusted by this system.
#[must_use]
pub fn trust() -> TlsConfig {
    TlsConfig::builder().root_certs(AUTHORITIES.clone()).build()
}
