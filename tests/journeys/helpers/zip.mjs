// Zips made for tests, and read.
import { deflateRawSync, inflateRawSync } from "node:zlib";

const MiB = 1 << 20;

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

/// Returns a zip (APPNOTE 6.3) of {name, bytes}; large parts get no checksum, since no reader gets that far.
export function zip(parts) {
  const locals = [], central = [];
  let at = 0;
  for (const { name, bytes } of parts) {
    const packed = deflateRawSync(bytes), crc = bytes.length < MiB ? crc32(bytes) : 0;
    const head = Buffer.alloc(30), entry = Buffer.alloc(46);
    head.writeUInt32LE(0x04034b50, 0), head.writeUInt16LE(20, 4), head.writeUInt16LE(8, 8), head.writeUInt32LE(crc, 14);
    head.writeUInt32LE(packed.length, 18), head.writeUInt32LE(bytes.length, 22), head.writeUInt16LE(name.length, 26);
    entry.writeUInt32LE(0x02014b50, 0), entry.writeUInt16LE(20, 6), entry.writeUInt16LE(8, 10), entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(packed.length, 20), entry.writeUInt32LE(bytes.length, 24), entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(head, Buffer.from(name), packed), central.push(entry, Buffer.from(name));
    at += head.length + name.length + packed.length;
  }
  const directory = Buffer.concat(central), end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0), end.writeUInt16LE(parts.length, 8), end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12), end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

/// Returns the files of a zip by name, as its central directory lists them.
export function unzipped(bytes) {
  const files = {};
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; --left) {
    const [method, size, name_size, extra, comment] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const local = bytes.readUInt32LE(at + 42);
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(begin, begin + size);
    files[bytes.toString("utf8", at + 46, at + 46 + name_size)] = method === 8 ? inflateRawSync(packed) : packed;
    at += 46 + name_size + extra + comment;
  }
  return files;
}
