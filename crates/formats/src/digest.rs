//! What makes two files the same file: the digest of their bytes.
//!
//! A bank's own numbers ([`crate::bai2::Bai2File::identity`],
//! [`crate::nacha::AchFile::identity`]) say which transmission a file is; the digest says
//! whether it is that transmission unchanged. A room that keeps both refuses the second copy and
//! notices a number that was used for other contents.

use std::fmt;

use sha2::{Digest, Sha256};

/// The SHA-256 of a file, printed as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileDigest([u8; 32]);

impl FileDigest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> FileDigest {
        FileDigest(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for FileDigest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The well-known digest of three letters, from FIPS 180-4.
    #[test]
    fn it_is_sha_256() {
        assert_eq!(
            FileDigest::of(b"abc").to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
