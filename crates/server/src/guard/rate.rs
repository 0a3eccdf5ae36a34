//! How many requests an address has a minute, where that is limited.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::client::Client;
use crate::problem::{Code, Problem};
use crate::state::AppState;

const MINUTE: Duration = Duration::from_secs(60);
/// Addresses remembered at one time; some 5 MB.
const MOST: usize = 100_000;

/// A bucket an address: full at first, it is filled again evenly, and each request takes one out.
#[derive(Debug)]
pub(crate) struct RateLimit {
    /// Time in which one request is given back.
    each: Duration,
    /// When the bucket of an address is full again; those that are full need no place.
    full_at: Mutex<HashMap<IpAddr, Instant>>,
}

impl RateLimit {
    pub(crate) fn new(a_minute: NonZeroU32) -> Self {
        Self { each: MINUTE / a_minute.get(), full_at: Mutex::default() }
    }

    /// Tells whether it is this limit.
    pub(crate) fn is(&self, a_minute: NonZeroU32) -> bool {
        self.each == MINUTE / a_minute.get()
    }

    /// Takes a request; none is left where it says after which time there is one again.
    fn take(&self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let address = household(address);
        let full = full_at.get(&address).map_or(now, |at| (*at).max(now)) + self.each;
        if let Some(over) = (full - now).checked_sub(MINUTE).filter(|over| !over.is_zero()) {
            return Err(over);
        }
        if full_at.len() >= MOST && !full_at.contains_key(&address) {
            full_at.retain(|_, at| *at > now);
            // Rather all anew than no place for anybody.
            if full_at.len() >= MOST {
                full_at.clear();
            }
        }
        full_at.insert(address, full);
        Ok(())
    }
}

/// What one asker has at its command: of version 6 a whole network of 64 bits.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from(network))
        }
        address => address,
    }
}

pub(crate) async fn hold_rate(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let address = request.extensions().get::<Client>().and_then(|client| client.address);
    if let (Some(rate), Some(address)) = (state.rate(), address)
        && !is_free(request.uri().path())
        && let Err(after) = rate.take(address, Instant::now())
    {
        let seconds = u16::try_from(after.as_millis().div_ceil(1000)).unwrap_or(u16::MAX);
        let detail = "Too many requests came from this address; try again a little later.";
        return Problem::new(Code::RateLimited, detail).retry_after(seconds).into_response();
    }
    next.run(request).await
}

/// What watchers ask for, and what a page brings with it.
fn is_free(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz" | "/metrics" | "/favicon.ico")
        || path.starts_with("/static/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(a_minute: u32) -> RateLimit {
        RateLimit::new(NonZeroU32::new(a_minute).unwrap())
    }

    #[test]
    fn a_minute_of_requests_may_come_at_once_and_then_evenly() {
        let (limit, start) = (limit(6), Instant::now());
        let address: IpAddr = "192.0.2.1".parse().unwrap();
        for _ in 0..6 {
            assert_eq!(limit.take(address, start), Ok(()));
        }
        assert_eq!(limit.take(address, start), Err(Duration::from_secs(10)));
        let later = start + Duration::from_secs(4);
        assert_eq!(limit.take(address, later), Err(Duration::from_secs(6)));
        assert_eq!(limit.take(address, start + Duration::from_secs(10)), Ok(()));
        assert!(limit.take(address, start + Duration::from_secs(10)).is_err());
        assert_eq!(limit.take("192.0.2.2".parse().unwrap(), start), Ok(()), "another address");
    }

    #[test]
    fn a_network_of_version_6_counts_as_one() {
        let (limit, now) = (limit(1), Instant::now());
        assert_eq!(limit.take("2001:db8::1".parse().unwrap(), now), Ok(()));
        assert!(limit.take("2001:db8::ffff:1".parse().unwrap(), now).is_err());
        assert_eq!(limit.take("2001:db8:0:1::1".parse().unwrap(), now), Ok(()));
    }

    #[test]
    fn memory_is_bounded() {
        let (limit, now) = (limit(1), Instant::now());
        for number in 0..=u32::try_from(MOST).unwrap() {
            assert_eq!(limit.take(IpAddr::from(number.to_be_bytes()), now), Ok(()));
        }
        assert!(limit.full_at.lock().unwrap().len() <= MOST);
    }
}
