import { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { ApiError } from './ApiError';

const LIMIT = 3 * 1024 * 1024;
export const APPLY = 'application/apply-patch+yaml';
const PATCHES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  APPLY,
];
const WHOLE = ['application/json'];

export interface Body {
  type: string;
  value: unknown;
}

/** The body of a request; its value is undefined when there is none. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const [header = ''] = (request.headers['content-type'] ?? '').split(';');
  const accepted = request.method === 'PATCH' ? PATCHES : WHOLE;
  const type = header.trim().toLowerCase() || accepted[0];
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LIMIT) {
      throw new ApiError(413, `Request entity too large: limit is ${LIMIT}`);
    }
    chunks.push(chunk);
  }
  if (size === 0) {
    return { type, value: undefined };
  }
  if (!accepted.includes(type)) {
    const list = accepted.join(', ');
    throw new ApiError(
      415,
      `the body of the request was in an unknown format - accepted media types include: ${list}`,
    );
  }
  try {
    const text = Buffer.concat(chunks).toString('utf8');
    return { type, value: type === APPLY ? parse(text) : JSON.parse(text) };
  } catch (error) {
    throw new ApiError(
      400,
      `the body cannot be read: ${(error as Error).message}`,
    );
  }
}
