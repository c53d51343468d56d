//! Who makes a commit.

/// Who makes a commit: as told, else the user of the system.
pub(crate) fn actor(by: Option<&str>) -> String {
    let user = || std::env::var("USER").or_else(|_| std::env::var("LOGNAME"));
    by.map_or_else(
        || user().unwrap_or_else(|_| "unnamed".to_owned()),
        str::to_owned,
    )
}
