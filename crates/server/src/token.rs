//! The token that every write needs: made once, kept in the data folder, readable by its owner alone.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use subtle::ConstantTimeEq as _;

/// Random bytes in a token.
const BYTES: usize = 32;

/// The token that every write needs.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// Reads the token of a data folder; none if no server has made one yet. Fails as the file system does.
    pub fn read(data: &Path) -> io::Result<Option<Self>> {
        match fs::read_to_string(file(data)) {
            Ok(text) => {
                Ok(Some(text.trim()).filter(|it| !it.is_empty()).map(|it| Self(it.to_owned())))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads the token of a data folder, or makes one. Fails as the file system does.
    pub fn read_or_make(data: &Path) -> io::Result<Self> {
        if let Some(token) = Self::read(data)? {
            return Ok(token);
        }
        let mut random = [0_u8; BYTES];
        getrandom::fill(&mut random).map_err(|error| io::Error::other(error.to_string()))?;
        let token: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = file(data);
        let folder = path.parent().unwrap_or(data);
        fs::create_dir_all(folder)?;
        let beside = folder.join(format!(".token-{}", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut out = options.open(&beside)?;
        writeln!(out, "{token}")?;
        out.sync_all()?;
        // Whoever was first made the token that counts.
        let linked = fs::hard_link(&beside, &path);
        fs::remove_file(&beside)?;
        match linked {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        Self::read(data)?.ok_or_else(|| io::Error::other("the token is empty"))
    }

    /// Returns the token as it is sent: `Authorization: Bearer …`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether this is the token, in a time that does not depend on how much of it is right.
    pub(crate) fn is(&self, given: &str) -> bool {
        self.0.as_bytes().ct_eq(given.as_bytes()).into()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

fn file(data: &Path) -> PathBuf {
    data.join("state").join("token")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_made_once_and_belongs_to_its_owner() {
        let data = tempfile::tempdir().unwrap();
        assert!(Token::read(data.path()).unwrap().is_none());
        let token = Token::read_or_make(data.path()).unwrap();
        let again = Token::read_or_make(data.path()).unwrap();
        assert_eq!(token.as_str(), again.as_str());
        assert_eq!(token.as_str().len(), 2 * BYTES);
        assert!(token.is(again.as_str()));
        assert!(!token.is("") && !token.is(&token.as_str()[1..]));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(file(data.path())).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let folder = fs::read_dir(data.path().join("state")).unwrap();
        assert_eq!(folder.count(), 1, "nothing is left beside it");
    }
}
