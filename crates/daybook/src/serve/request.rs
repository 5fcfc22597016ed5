//! A request as the pages see it: read whole, then answered on a blocking thread.

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, FromRequest, Multipart, RawPathParams, Request};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::Fields;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The most bytes a request may bring: one import file or one bulk command.
pub const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// A request, read whole.
pub struct Asked {
    /// GET or POST.
    pub method: Method,
    /// The address without its query.
    pub path: String,
    /// The `{name}` parts of the address.
    pub places: Fields,
    /// The query.
    pub query: Fields,
    /// The form, from urlencoded or multipart bodies.
    pub form: Fields,
    /// Files that came with the form.
    pub files: Vec<File>,
    /// The body, when it is no form.
    pub body: Bytes,
    /// The headers.
    pub headers: HeaderMap,
    /// Whether the asker is on this machine.
    pub from: From,
    /// The asker's address, as far as it is known.
    pub peer: IpAddr,
}

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// This machine.
    Loopback,
    /// The network.
    Network,
}

/// A file that came with a form.
pub struct File {
    /// The field it came in.
    pub field: String,
    /// Its name at the asker's.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

impl Asked {
    /// Reads a request whole.
    pub async fn read(places: RawPathParams, request: Request) -> Result<Asked, Response> {
        let (parts, body) = request.into_parts();
        let peer = peer_of(&parts.headers, parts.extensions.get::<ConnectInfo<SocketAddr>>());
        let query = parts.uri.query().map(fields_of).unwrap_or_default();
        let places = places.iter().map(|(name, value)| (name.into(), value.into())).collect();
        let kind = content_type(&parts.headers);
        let mut asked = Asked {
            method: parts.method.clone(),
            path: parts.uri.path().to_owned(),
            places: Fields(places),
            query,
            form: Fields::default(),
            files: Vec::new(),
            body: Bytes::new(),
            headers: parts.headers.clone(),
            from: match peer.is_loopback() {
                true => From::Loopback,
                false => From::Network,
            },
            peer,
        };
        if kind.starts_with("multipart/form-data") {
            asked.read_multipart(Request::from_parts(parts, body)).await?;
            return Ok(asked);
        }
        let bytes = axum::body::to_bytes(body, LARGEST_BODY).await.map_err(|_| too_large())?;
        if kind.starts_with("application/x-www-form-urlencoded") {
            asked.form = fields_of(&String::from_utf8_lossy(&bytes));
        }
        asked.body = bytes;
        Ok(asked)
    }

    async fn read_multipart(&mut self, request: Request<Body>) -> Result<(), Response> {
        let mut parts =
            Multipart::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
        let mut room = LARGEST_BODY;
        while let Some(part) = parts.next_field().await.map_err(IntoResponse::into_response)? {
            let field = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(IntoResponse::into_response)?;
            room = room.checked_sub(bytes.len()).ok_or_else(too_large)?;
            match file_name {
                Some(name) => self.files.push(File { field, name, bytes }),
                None => self.form.0.push((field, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(())
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let all = self.header(header::COOKIE.as_str())?;
        all.split(';').find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
    }

    /// Whether htmx asks for a piece of a page.
    pub fn wants_fragment(&self) -> bool {
        self.header("hx-request").is_some() && self.header("hx-boosted").is_none()
    }
}

/// Where a request comes from. Behind a web server of this machine, that is where the web
/// server says: the last address of X-Forwarded-For, which it has added itself. Somebody
/// from the network must not pass for this machine, so what it says and cannot be read
/// counts as the network.
fn peer_of(headers: &HeaderMap, connected: Option<&ConnectInfo<SocketAddr>>) -> IpAddr {
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let direct = connected.map_or(here, |ConnectInfo(peer)| peer.ip());
    if !direct.is_loopback() {
        return direct;
    }
    let told = ["x-forwarded-for", "x-real-ip", "forwarded"];
    let Some(told) = told.iter().find_map(|name| headers.get_all(*name).iter().next_back()) else {
        return direct;
    };
    let last = told.to_str().unwrap_or_default().rsplit(',').next().unwrap_or_default();
    last.trim().parse().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// Names and values of a query or an urlencoded body.
pub fn fields_of(text: &str) -> Fields {
    let pairs = form_urlencoded::parse(text.as_bytes());
    Fields(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
}

fn content_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_ascii_lowercase()
}

fn too_large() -> Response {
    let words = "This is larger than 64 MB. Send it in parts, or import it at the console.";
    (StatusCode::PAYLOAD_TOO_LARGE, words).into_response()
}
