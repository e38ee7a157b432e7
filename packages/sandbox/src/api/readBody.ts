import { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { ApiError, badRequest } from './ApiError';

const LIMIT = 3 * 1024 * 1024;

export const PATCHES = [
  'application/json-patch+json',
  'application/merge-patch+json',
];

function unsupported(accepted: string[]): ApiError {
  const types = accepted.join(', ');
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${types}`,
    {},
  );
}

export interface Body {
  type: string;
  value: unknown;
}

/** The body of a request; undefined when there is none. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const [header = ''] = (request.headers['content-type'] ?? '').split(';');
  const type = header.trim().toLowerCase();
  const accepted =
    request.method === 'PATCH'
      ? PATCHES
      : ['application/json', 'application/yaml'];
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LIMIT) {
      const message = `Request entity too large: limit is ${LIMIT}`;
      throw new ApiError(413, 'RequestEntityTooLarge', message, {});
    }
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') {
    return { type, value: undefined };
  }
  // As a real server, which takes a body without a type for JSON.
  if (
    !accepted.includes(type) &&
    !(type === '' && request.method !== 'PATCH')
  ) {
    throw unsupported(accepted);
  }
  try {
    const yaml = type === 'application/yaml';
    return { type, value: yaml ? parse(text) : JSON.parse(text) };
  } catch (error) {
    throw badRequest(`the body can't be read: ${(error as Error).message}`);
  }
}
