import { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { ApiError } from './ApiError';
import { decodeProtobuf } from './protobuf';

const LIMIT = 3 * 1024 * 1024;
const PATCHES = ['application/json-patch+json', 'application/merge-patch+json'];
const WHOLE = ['application/json', 'application/yaml'];

const PROTOBUF = 'application/vnd.kubernetes.protobuf';

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
  const decoded =
    type === PROTOBUF ? decodeProtobuf(Buffer.concat(chunks)) : undefined;
  if (!accepted.includes(type) && !decoded) {
    const list = accepted.join(', ');
    throw new ApiError(
      415,
      `the body of the request was in an unknown format - accepted media types include: ${list}`,
    );
  }
  if (type === PROTOBUF) {
    return { type, value: decoded };
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return {
      type,
      value: type === 'application/yaml' ? parse(text) : JSON.parse(text),
    };
  } catch (error) {
    throw new ApiError(
      400,
      `the body can't be read: ${(error as Error).message}`,
    );
  }
}
