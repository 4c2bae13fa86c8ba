import { instantiateKernels } from '../../model/kernels.ts';

const BLOCK = 64;
/** Bytes that go to the kernels at a time. */
const ROOM = 1024 * BLOCK;

/** Bytes after which it is told how far a hash is: some 80 ms' worth. */
const TOLD = 256 * ROOM;

/** What is told of long work on a file's bytes. */
export type OnBytes = (done: number, total: number) => void;

/**
 * SHA-256, hex, of the files' bytes one after another. They are not copied but for a piece at a time (src/kernels/sha256.ts).
 * @param onHashed not called for what takes but a moment
 */
export function hashFiles(files: readonly Uint8Array[], onHashed: OnBytes = () => {}): string {
  const kernels = instantiateKernels();
  const address = kernels.hashStart(ROOM);
  const room = new Uint8Array(kernels.memory.buffer, address, ROOM);
  let filled = 0;
  let hashed = 0;
  const total = files.reduce((sum, { length }) => sum + length, 0);
  for (const bytes of files) {
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + ROOM - filled);
      room.set(piece, filled);
      at += piece.length;
      filled += piece.length;
      if (filled < ROOM) continue;
      kernels.hashBlocks(ROOM / BLOCK);
      filled = 0;
      hashed += ROOM;
      if (hashed % TOLD === 0) onHashed(hashed, total);
    }
  }
  kernels.hashBlocks(Math.floor(filled / BLOCK));
  const rest = room.slice(filled - (filled % BLOCK), filled);
  room.fill(0, 0, 2 * BLOCK);
  room.set(rest);
  room[rest.length] = 0x80;
  const blocks = rest.length + 9 > BLOCK ? 2 : 1;
  const view = new DataView(kernels.memory.buffer);
  view.setBigUint64(address + blocks * BLOCK - 8, 8n * BigInt(total));
  kernels.hashBlocks(blocks);
  const words = Array.from({ length: 8 }, (_, k) => view.getUint32(kernels.hashState() + 4 * k, true));
  return words.map((word) => word.toString(16).padStart(8, '0')).join('');
}
