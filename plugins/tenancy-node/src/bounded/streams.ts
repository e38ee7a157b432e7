/**
 * More was sent than is read.
 *
 * @public
 */
export class TooLongError extends RangeError {}

/**
 * A stream as one text.
 *
 * @throws TooLongError if it is longer than `maxBytes`
 * @public
 */
export async function textOf(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new TooLongError(`the answer is larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * The lines of a stream, as they arrive and without empty ones.
 *
 * @throws TooLongError if a line is longer than `maxBytes`
 * @public
 */
export async function* linesOf(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, end));
      const line = Buffer.concat(parts).toString('utf8').trim();
      parts = [];
      bytes = 0;
      from = end + 1;
      if (line) {
        yield line;
      }
    }
    parts.push(chunk.subarray(from));
    bytes += chunk.length - from;
    if (bytes > maxBytes) {
      throw new TooLongError(`a line is longer than ${maxBytes} bytes`);
    }
  }
}
