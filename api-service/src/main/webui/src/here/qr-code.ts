// QR codes of short texts (ISO/IEC 18004): bytes, error correction M, versions 1 to 10.

/** A square of modules; true is dark. */
export type Modules = readonly (readonly boolean[])[];

interface Version {
  readonly correction: number;
  /** Data codewords of each block. */
  readonly blocks: readonly number[];
  readonly alignment: readonly number[];
}

const repeated = (count: number, length: number): number[] => Array.from({ length: count }, () => length);

const VERSIONS: readonly Version[] = [
  { correction: 10, blocks: [16], alignment: [] },
  { correction: 16, blocks: [28], alignment: [6, 18] },
  { correction: 26, blocks: [44], alignment: [6, 22] },
  { correction: 18, blocks: repeated(2, 32), alignment: [6, 26] },
  { correction: 24, blocks: repeated(2, 43), alignment: [6, 30] },
  { correction: 16, blocks: repeated(4, 27), alignment: [6, 34] },
  { correction: 18, blocks: repeated(4, 31), alignment: [6, 22, 38] },
  { correction: 22, blocks: [...repeated(2, 38), ...repeated(2, 39)], alignment: [6, 24, 42] },
  { correction: 22, blocks: [...repeated(3, 36), ...repeated(2, 37)], alignment: [6, 26, 46] },
  { correction: 26, blocks: [...repeated(4, 43), 44], alignment: [6, 28, 50] },
];

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** The code of a text of at most 213 bytes, with the mask that reads best unless one is given. */
export function qrCode(text: string, wantedMask?: number): Modules {
  const bytes = new TextEncoder().encode(text);
  const number = VERSIONS.findIndex((version, index) => capacity(version, index + 1) >= bytes.length) + 1;
  const version = VERSIONS[number - 1];
  if (version === undefined) {
    throw new RangeError(`${bytes.length} bytes are too many for a code that is read from a pole`);
  }
  const codewords = interleaved(data(bytes, version, number), version);
  const masks = wantedMask === undefined ? MASKS.keys() : [wantedMask];
  let best: boolean[][] = [];
  let least = Infinity;
  for (const mask of masks) {
    const drawing = new Drawing(version, number);
    drawing.fill(codewords, MASKS[mask] ?? (() => false));
    drawing.format(mask);
    const trouble = penalty(drawing.modules);
    if (trouble < least) {
      least = trouble;
      best = drawing.modules;
    }
  }
  return best;
}

function dataLength(version: Version): number {
  return version.blocks.reduce((sum, length) => sum + length, 0);
}

function countBits(number: number): number {
  return number < 10 ? 8 : 16;
}

function capacity(version: Version, number: number): number {
  return dataLength(version) - Math.ceil((4 + countBits(number)) / 8);
}

/** The text as codewords, filled up to what the version holds. */
function data(bytes: Uint8Array, version: Version, number: number): number[] {
  const bits: number[] = [];
  const push = (value: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit--) {
      bits.push((value >> bit) & 1);
    }
  };
  push(0b0100, 4);
  push(bytes.length, countBits(number));
  bytes.forEach((byte) => push(byte, 8));
  const length = dataLength(version);
  push(0, Math.min(4, length * 8 - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  const codewords: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    codewords.push(bits.slice(at, at + 8).reduce((value, bit) => value * 2 + bit, 0));
  }
  for (let pad = 0; codewords.length < length; pad++) {
    codewords.push(pad % 2 === 0 ? 0xec : 0x11);
  }
  return codewords;
}

/** The blocks, each with what corrects it, one codeword of each in turn. */
function interleaved(codewords: readonly number[], version: Version): number[] {
  let at = 0;
  const blocks = version.blocks.map((length) => codewords.slice(at, (at += length)));
  const corrections = blocks.map((block) => remainder(block, version.correction));
  const turns = (parts: readonly number[][], longest: number): number[] =>
    Array.from({ length: longest }, (_, index) => parts.flatMap((part) => (index < part.length ? [part[index] ?? 0] : []))).flat();
  return [...turns(blocks, Math.max(...version.blocks)), ...turns(corrections, version.correction)];
}

/** Reed and Solomon's remainder over GF(256) with x⁸ + x⁴ + x³ + x² + 1. */
export function remainder(block: readonly number[], length: number): number[] {
  const divisor = generator(length);
  const rest: number[] = repeated(length, 0);
  for (const codeword of block) {
    const factor = codeword ^ (rest.shift() ?? 0);
    rest.push(0);
    divisor.forEach((coefficient, index) => (rest[index] = (rest[index] ?? 0) ^ product(coefficient, factor)));
  }
  return rest;
}

function generator(length: number): number[] {
  const coefficients: number[] = [...repeated(length - 1, 0), 1];
  let root = 1;
  for (let degree = 0; degree < length; degree++) {
    for (let index = 0; index < length; index++) {
      coefficients[index] = product(coefficients[index] ?? 0, root) ^ (coefficients[index + 1] ?? 0);
    }
    root = product(root, 2);
  }
  return coefficients;
}

function product(a: number, b: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit--) {
    result = (result << 1) ^ ((result >> 7) * 0x11d);
    result ^= ((b >> bit) & 1) * a;
  }
  return result;
}

/** The modules while they are drawn: those that are always there, then the text around them. */
class Drawing {
  readonly modules: boolean[][];
  private readonly taken: boolean[][];
  private readonly size: number;

  constructor(version: Version, number: number) {
    this.size = 17 + 4 * number;
    const square = (): boolean[][] => Array.from({ length: this.size }, () => new Array<boolean>(this.size).fill(false));
    this.modules = square();
    this.taken = square();
    for (let at = 0; at < this.size; at++) {
      this.set(6, at, at % 2 === 0);
      this.set(at, 6, at % 2 === 0);
    }
    const far = this.size - 4;
    [[3, 3], [3, far], [far, 3]].forEach(([row = 0, column = 0]) => this.finder(row, column));
    this.align(version.alignment);
    this.format(0);
    if (number >= 7) {
      this.version(number);
    }
  }

  /** From the right, up and down in pairs of columns. */
  fill(codewords: readonly number[], mask: (row: number, column: number) => boolean): void {
    let bit = 0;
    for (let right = this.size - 1; right > 0; right -= 2) {
      if (right === 6) {
        right = 5;
      }
      const upward = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.size; step++) {
        const row = upward ? this.size - 1 - step : step;
        for (const column of [right, right - 1]) {
          if (this.taken[row]?.[column] === false) {
            const dark = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
            this.put(row, column, dark !== mask(row, column));
            bit++;
          }
        }
      }
    }
  }

  /** Which correction (M is 0) and which mask. */
  format(mask: number): void {
    let rest = mask;
    for (let step = 0; step < 10; step++) {
      rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    }
    const bits = ((mask << 10) | rest) ^ 0x5412;
    const bit = (index: number): boolean => ((bits >> index) & 1) === 1;
    for (let index = 0; index < 15; index++) {
      const [row, column] = index < 6 ? [index, 8] : index < 8 ? [index + 1, 8] : index === 8 ? [8, 7] : [8, 14 - index];
      this.set(row, column, bit(index));
      if (index < 8) {
        this.set(8, this.size - 1 - index, bit(index));
      } else {
        this.set(this.size - 15 + index, 8, bit(index));
      }
    }
    this.set(this.size - 8, 8, true);
  }

  private version(number: number): void {
    let rest = number;
    for (let step = 0; step < 12; step++) {
      rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    }
    const bits = (number << 12) | rest;
    for (let index = 0; index < 18; index++) {
      const dark = ((bits >> index) & 1) === 1;
      const far = this.size - 11 + (index % 3);
      const near = Math.floor(index / 3);
      this.set(near, far, dark);
      this.set(far, near, dark);
    }
  }

  private finder(row: number, column: number): void {
    for (let down = -4; down <= 4; down++) {
      for (let across = -4; across <= 4; across++) {
        const ring = Math.max(Math.abs(down), Math.abs(across));
        this.set(row + down, column + across, ring !== 2 && ring !== 4);
      }
    }
  }

  private align(positions: readonly number[]): void {
    const last = positions[positions.length - 1];
    for (const row of positions) {
      for (const column of positions) {
        const inCorner = (row === 6 && (column === 6 || column === last)) || (row === last && column === 6);
        for (let at = 0; at < 25 && !inCorner; at++) {
          const down = Math.floor(at / 5) - 2;
          const across = (at % 5) - 2;
          this.set(row + down, column + across, Math.max(Math.abs(down), Math.abs(across)) !== 1);
        }
      }
    }
  }

  private set(row: number, column: number, dark: boolean): void {
    if (row >= 0 && column >= 0 && row < this.size && column < this.size) {
      this.put(row, column, dark);
      (this.taken[row] as boolean[])[column] = true;
    }
  }

  private put(row: number, column: number, dark: boolean): void {
    (this.modules[row] as boolean[])[column] = dark;
  }
}

/** How hard a code is to read: long runs, squares, what looks like a finder, too much of one colour. */
function penalty(modules: Modules): number {
  const size = modules.length;
  const lines = [...modules, ...modules.map((_, column) => modules.map((row) => row[column] ?? false))];
  let points = 0;
  for (const line of lines) {
    const text = line.map((dark) => (dark ? "1" : "0")).join("");
    for (const run of text.match(/1{5,}|0{5,}/g) ?? []) {
      points += run.length - 2;
    }
    points += 40 * ((text.match(/(?=10111010000)/g) ?? []).length + (text.match(/(?=00001011101)/g) ?? []).length);
  }
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const dark = modules[row]?.[column];
      points += dark === modules[row]?.[column + 1] && dark === modules[row + 1]?.[column] && dark === modules[row + 1]?.[column + 1] ? 3 : 0;
    }
  }
  const dark = modules.flat().filter((module) => module).length;
  return points + 10 * Math.floor(Math.abs((dark * 20) / (size * size) - 10));
}
