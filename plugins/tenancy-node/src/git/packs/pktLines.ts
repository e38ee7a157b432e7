const LENGTH = 4;

/** What was sent as one line; undefined for a flush and for what else parts lines. */
export interface PktLine {
  raw: Buffer;
  payload: Buffer | undefined;
}

/** A line as Git sends it. */
export function pktLine(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([lengthOf(payload.length), payload]);
}

/** Ends what was said. */
export const FLUSH = Buffer.from('0000');

/** Parts what is asked for from how. */
export const DELIMITER = Buffer.from('0001');

function lengthOf(bytes: number): Buffer {
  return Buffer.from((bytes + LENGTH).toString(16).padStart(LENGTH, '0'));
}

/** A part of one of the streams that share an answer. */
export function bandLine(band: number, payload: Buffer): Buffer {
  return Buffer.concat([
    lengthOf(payload.length + 1),
    Buffer.from([band]),
    payload,
  ]);
}

/**
 * The lines of an answer, as they come. What is no line at all is given as it is, with all that follows.
 *
 * @see https://git-scm.com/docs/gitprotocol-common
 */
export async function* pktLines(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<PktLine> {
  let parts: Buffer[] = [];
  let size = 0;
  let wanted = LENGTH;
  for await (const chunk of body) {
    parts.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    size += chunk.length;
    if (size < wanted) {
      continue;
    }
    const bytes = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    let at = 0;
    wanted = LENGTH;
    while (bytes.length - at >= LENGTH) {
      const length = Number.parseInt(
        bytes.toString('latin1', at, at + LENGTH),
        16,
      );
      const isLine = /^[0-9a-f]{4}$/i.test(
        bytes.toString('latin1', at, at + LENGTH),
      );
      const end = isLine ? at + Math.max(length, LENGTH) : bytes.length;
      if (end > bytes.length) {
        wanted = end - at;
        break;
      }
      const raw = bytes.subarray(at, end);
      const isEmpty = !isLine || length < LENGTH;
      yield { raw, payload: isEmpty ? undefined : raw.subarray(LENGTH) };
      at = end;
    }
    parts = [bytes.subarray(at)];
    size = bytes.length - at;
  }
  if (size > 0) {
    yield { raw: Buffer.concat(parts), payload: undefined };
  }
}
