//! The worked example of docs/catalog.md, run as it is written there.

use crate::support::Place;

/// A fenced block of a page: what stands behind the fence, and its lines.
struct Fenced {
    info: String,
    text: String,
}

fn fenced(page: &str) -> Vec<Fenced> {
    let mut blocks: Vec<Fenced> = Vec::new();
    let mut open = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(info) if !open => blocks.push(Fenced {
                info: info.trim().to_owned(),
                text: String::new(),
            }),
            None if open => {
                if let Some(block) = blocks.last_mut() {
                    block.text.push_str(line);
                    block.text.push('\n');
                }
            }
            _ => {}
        }
        if line.starts_with("```") {
            open = !open;
        }
    }
    blocks
}

/// The commands of a console block, each with the lines that it printed.
fn commands(text: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("$ claimbook ") {
            Some(command) => commands.push((command.to_owned(), String::new())),
            None => {
                if let Some((_, printed)) = commands.last_mut() {
                    printed.push_str(line);
                    printed.push('\n');
                }
            }
        }
    }
    commands
}

#[test]
fn the_page_on_catalogs_prints_what_it_says() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/catalog.md");
    let page = std::fs::read_to_string(path).expect("the page");
    let place = Place::new();
    let mut ran = 0;
    for block in fenced(&page) {
        match block.info.split_once(' ') {
            // A file of the example: its name stands behind the language.
            Some((_, name)) => {
                place.write(name, &block.text);
            }
            None if block.info == "console" => {
                for (command, printed) in commands(&block.text) {
                    let arguments: Vec<&str> = command.split_whitespace().collect();
                    let output = place.run(&arguments);
                    let said = format!("{}{}", output.stderr, output.stdout);
                    assert_eq!(said.trim(), printed.trim(), "claimbook {command}");
                    ran += 1;
                }
            }
            None => {}
        }
    }
    assert!(ran > 4, "{ran} commands");
}
