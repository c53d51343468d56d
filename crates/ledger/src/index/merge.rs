//! Makes a file of the part in memory, together with files before it that are no longer than
//! it: so every event is rewritten only a few times, and few files are ever looked into.

use std::fs::{self, File};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;

use super::run::{BLOCK_BYTES, RUN_HEADER_BYTES, Run, RunHeader};
use super::tail::Tail;
use super::{FramePlace, run_name};
use crate::error::{Error, Result};

/// A file that was made, and how many of the last files it replaces.
pub(crate) struct Built {
    pub(crate) run: Run,
    pub(crate) replaced: usize,
}

/// Makes the file. What it replaces stays until the caller deletes it.
pub(crate) fn build(
    folder: &Path,
    key_version: u32,
    runs: &[Arc<Run>],
    tail: &Tail,
) -> Result<Built> {
    let replaced = replaced_count(runs, tail.event_count());
    let merged = &runs[runs.len() - replaced..];
    let first_seq = merged
        .first()
        .map_or(tail.start().seq, |run| run.header().first_seq);
    let mut header = RunHeader {
        key_version,
        first_seq,
        frames: tail.frames().len() as u64
            + merged.iter().map(|run| run.header().frames).sum::<u64>(),
        keys: 0,
        key_bytes: 0,
        number_bytes: 0,
        last_frame: tail.last_frame(),
        end: tail.end(),
    };
    // Twice through the same keys: to learn the lengths of the sections, then to write them.
    let mut numbers = Vec::new();
    merge(merged, tail, |key, seqs| {
        header.keys += 1;
        header.key_bytes += key.len() as u64;
        numbers.clear();
        encode_numbers(first_seq, seqs, &mut numbers);
        header.number_bytes += numbers.len() as u64;
        Ok(())
    })?;
    fs::create_dir_all(folder).map_err(|e| Error::write("create", folder, e))?;
    let path = folder.join(run_name(first_seq, header.end.seq));
    let unfinished = path.with_extension("new");
    let written = write_sections(&unfinished, &header, merged, tail)?;
    written
        .sync_data()
        .map_err(|e| Error::write("flush", &unfinished, e))?;
    fs::rename(&unfinished, &path).map_err(|e| Error::write("rename", &unfinished, e))?;
    let run = Run::map(&path).ok_or(Error::IndexDamaged { path })?;
    Ok(Built { run, replaced })
}

/// How many of the last files are no longer than what comes behind them.
fn replaced_count(runs: &[Arc<Run>], tail_events: u64) -> usize {
    let mut events = tail_events;
    let mut replaced = 0;
    for run in runs.iter().rev() {
        let length = run.end().seq - run.header().first_seq;
        if length > 2 * events {
            break;
        }
        events += length;
        replaced += 1;
    }
    replaced
}

/// Calls `each` with every key in order and all its sequence numbers, ascending.
fn merge(
    runs: &[Arc<Run>],
    tail: &Tail,
    mut each: impl FnMut(&[u8], &[u64]) -> Result<()>,
) -> Result<()> {
    let in_memory = tail.sorted_keys();
    let mut at = vec![0_u64; runs.len()];
    let mut at_memory = 0;
    let mut seqs = Vec::new();
    loop {
        let mut least = in_memory.get(at_memory).map(|(key, _)| *key);
        for (run, place) in runs.iter().zip(&at) {
            if *place < run.header().keys {
                let (key, _) = run.entry(*place)?;
                if least.is_none_or(|least| key < least) {
                    least = Some(key);
                }
            }
        }
        let Some(key) = least else { return Ok(()) };
        seqs.clear();
        for (run, place) in runs.iter().zip(&mut at) {
            if *place < run.header().keys {
                let (other, numbers) = run.entry(*place)?;
                if other == key {
                    run.append_numbers(numbers, &mut seqs)?;
                    *place += 1;
                }
            }
        }
        if let Some((other, numbers)) = in_memory.get(at_memory)
            && *other == key
        {
            seqs.extend_from_slice(numbers);
            at_memory += 1;
        }
        each(key, &seqs)?;
    }
}

/// LEB128 of the differences between sequence numbers.
fn encode_numbers(first_seq: u64, seqs: &[u64], bytes: &mut Vec<u8>) {
    let mut before = first_seq;
    for seq in seqs {
        let mut difference = seq - before;
        before = *seq;
        while difference >= 0x80 {
            bytes.push(difference as u8 | 0x80);
            difference >>= 7;
        }
        bytes.push(difference as u8);
    }
}

/// A writer into one section of the file, which stands at its own place.
fn section(path: &Path, offset: u64) -> Result<BufWriter<File>> {
    let mut file = File::options()
        .write(true)
        .open(path)
        .map_err(|e| Error::write("open", path, e))?;
    file.seek(SeekFrom::Start(RUN_HEADER_BYTES as u64 + offset))
        .map_err(|e| Error::write("write", path, e))?;
    Ok(BufWriter::with_capacity(1 << 16, file))
}

/// Writes the whole file; not yet flushed to the disk.
fn write_sections(path: &Path, header: &RunHeader, runs: &[Arc<Run>], tail: &Tail) -> Result<File> {
    let failed = |e| Error::write("write", path, e);
    let mut file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)
        .map_err(failed)?;
    file.write_all(&header.to_bytes()).map_err(failed)?;
    let sections = header.sections().ok_or_else(|| Error::IndexDamaged {
        path: path.to_owned(),
    })?;

    let mut frames = section(path, 0)?;
    for run in runs {
        for at in 0..run.header().frames {
            frames
                .write_all(&frame_row(&run.frame(at)?))
                .map_err(failed)?;
        }
    }
    for frame in tail.frames() {
        frames.write_all(&frame_row(frame)).map_err(failed)?;
    }
    frames.flush().map_err(failed)?;

    let mut entries = section(path, sections.entries)?;
    let mut keys = section(path, sections.keys)?;
    let mut numbers = section(path, sections.numbers)?;
    let (mut key_at, mut number_at) = (0_u64, 0_u64);
    let mut encoded = Vec::new();
    merge(runs, tail, |key, seqs| {
        encoded.clear();
        encode_numbers(header.first_seq, seqs, &mut encoded);
        entries
            .write_all(&entry_row(key_at, number_at))
            .map_err(failed)?;
        keys.write_all(key).map_err(failed)?;
        numbers.write_all(&encoded).map_err(failed)?;
        key_at += key.len() as u64;
        number_at += encoded.len() as u64;
        Ok(())
    })?;
    entries
        .write_all(&entry_row(key_at, number_at))
        .map_err(failed)?;
    for mut section in [entries, keys, numbers] {
        section.flush().map_err(failed)?;
    }
    write_checksums(path, &mut file, sections.end)?;
    Ok(file)
}

fn frame_row(frame: &FramePlace) -> [u8; 32] {
    let mut row = [0; 32];
    row[..8].copy_from_slice(&frame.first_seq.to_le_bytes());
    row[8..16].copy_from_slice(&frame.segment.to_le_bytes());
    row[16..24].copy_from_slice(&frame.offset.to_le_bytes());
    row[24..].copy_from_slice(&frame.recorded.to_le_bytes());
    row
}

fn entry_row(key: u64, number: u64) -> [u8; 16] {
    let mut row = [0; 16];
    row[..8].copy_from_slice(&key.to_le_bytes());
    row[8..].copy_from_slice(&number.to_le_bytes());
    row
}

/// Appends the checksums of the blocks.
fn write_checksums(path: &Path, file: &mut File, body_bytes: u64) -> Result<()> {
    use std::io::Read;
    let failed = |e| Error::write("write", path, e);
    file.seek(SeekFrom::Start(RUN_HEADER_BYTES as u64))
        .map_err(failed)?;
    let mut checksums = Vec::new();
    let mut reader = std::io::BufReader::with_capacity(1 << 16, &mut *file).take(body_bytes);
    let mut block = [0; BLOCK_BYTES];
    let mut left = body_bytes;
    while left > 0 {
        let length = left.min(BLOCK_BYTES as u64) as usize;
        reader.read_exact(&mut block[..length]).map_err(failed)?;
        checksums.extend_from_slice(&crc32c::crc32c(&block[..length]).to_le_bytes());
        left -= length as u64;
    }
    file.seek(SeekFrom::Start(RUN_HEADER_BYTES as u64 + body_bytes))
        .map_err(failed)?;
    file.write_all(&checksums).map_err(failed)
}
