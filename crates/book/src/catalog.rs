//! Which catalog reads and which one judges: the built-in one, and what a book adds to it.

use std::path::Path;

use claimbook_model::Catalog;

use crate::Error;

/// A book's own additions to the built-in catalog.
const OWN: &str = "catalog.toml";

/// The catalog that is built in.
pub(crate) fn built_in() -> Result<Catalog, Error> {
    claimbook_extract::built_in_catalog().map_err(|source| Error::Catalog {
        path: "the built-in catalog".to_owned(),
        source,
    })
}

/// The built-in catalog, extended by the `catalog.toml` of a book's folder, if there is one.
pub(crate) fn of_book(folder: &Path) -> Result<Catalog, Error> {
    let path = folder.join(OWN);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return built_in(),
        // A book's place that is a file is told by the ledger.
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => return built_in(),
        Err(source) => return Err(Error::Unreadable { path, source }),
    };
    let own = Catalog::from_toml(&text).map_err(|source| Error::Catalog {
        path: path.display().to_string(),
        source,
    })?;
    Ok(built_in()?.extended_by(own))
}

/// The catalog as the document that a book stores: the same bytes for the same catalog.
pub(crate) fn document(catalog: &Catalog) -> Result<String, Error> {
    catalog.to_toml().map_err(|source| Error::Catalog {
        path: "the catalog".to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_can_add_to_the_catalog() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(of_book(folder.path()).unwrap(), built_in().unwrap());
        let own =
            "[metric.waiting-time]\nkind = 'stock'\nquantity = 'duration'\nmeans = 'how long'\n";
        std::fs::write(folder.path().join(OWN), own).unwrap();
        assert!(
            of_book(folder.path())
                .unwrap()
                .metric
                .contains_key("waiting-time")
        );
        std::fs::write(folder.path().join(OWN), "[metric.x]\nkin = 1\n").unwrap();
        let error = of_book(folder.path()).unwrap_err().to_string();
        assert!(
            error.contains("catalog.toml") && error.contains("line 2"),
            "{error}"
        );
    }
}
