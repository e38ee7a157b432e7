import { passedLimit } from '../bounds';
import { Finding, ObjectRef } from '../model';
import { capabilities as builtIn, type Request } from '../capabilities/list';
import type { Capability } from '../manifests';
import { readYaml, requestLimits, YamlError, type YamlLimits } from '../yaml';
import { refusalFinding } from '../request/Refusals';
import { RequestError } from '../request/RequestError';
import { requestApiVersion, type RequestEnvelope } from '../request/envelope';
import { unwritableText } from '../request/unwritableText';
import { zodFindings } from '../request/zodFindings';

/**
 * How requests are read.
 *
 * @public
 */
export interface ParseOptions {
  /** The kinds of requests there are; those of Groundwork when absent. */
  capabilities?: readonly Capability[];
}

/**
 * Checks a document and fills in its defaults.
 *
 * @param document - what a request file holds, as plain data
 * @throws RequestError that names every wrong field
 * @public
 */
export function parseRequest(document: unknown): Request;
/** @public */
export function parseRequest(
  document: unknown,
  options: ParseOptions | undefined,
): RequestEnvelope;
export function parseRequest(
  document: unknown,
  { capabilities = builtIn }: ParseOptions = {},
): RequestEnvelope {
  const subject = subjectOf(document);
  const passed = passedLimit(document, requestLimits);
  if (passed) {
    throw new RequestError([tooLarge(subject, passed)]);
  }
  const kind = field(document, 'kind');
  const capability: Capability | undefined = capabilities.find(
    candidate => candidate.kind === kind,
  );
  if (!capability) {
    throw new RequestError([
      refusalFinding(subject, {
        code: 'UnknownKind',
        field: 'kind',
        given: kind ?? 'nothing',
        message: 'This kind of request does not exist.',
        fix: `Use one of: ${capabilities
          .map(item => item.kind)
          .join(', ')}, with apiVersion ${requestApiVersion}.`,
      }),
    ]);
  }
  const result = capability.schema.safeParse(document);
  if (!result.success) {
    throw new RequestError(
      zodFindings(result.error, document, subject, 'InvalidRequest'),
      { cause: result.error },
    );
  }
  const broken = unwritableText(result.data, subject);
  if (broken.length > 0) {
    throw new RequestError(broken);
  }
  return result.data;
}

/**
 * Reads the text of a request file. It holds one request.
 *
 * @throws RequestError
 * @public
 */
export function parseRequestText(text: string): Request;
/** @public */
export function parseRequestText(
  text: string,
  options: ParseOptions | undefined,
): RequestEnvelope;
export function parseRequestText(
  text: string,
  options?: ParseOptions,
): RequestEnvelope {
  let documents: unknown[];
  try {
    documents = readYaml(text, { limits: requestLimits });
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    throw new RequestError(
      [
        error.limit
          ? tooLarge(subjectOf(undefined), error.limit)
          : refusalFinding(subjectOf(undefined), {
              code: 'InvalidYaml',
              field: '',
              message: `The file is not valid YAML: ${error.message}`,
              fix: 'Correct the file, or render the request again.',
            }),
      ],
      { cause: error },
    );
  }
  if (documents.length !== 1) {
    throw new RequestError([
      refusalFinding(subjectOf(undefined), {
        code: 'NotOneRequest',
        field: '',
        message: `A request file contains exactly one request, this one contains ${documents.length}.`,
        fix: 'Use one file per request.',
      }),
    ]);
  }
  return parseRequest(documents[0], options);
}

function tooLarge(subject: ObjectRef, limit: keyof YamlLimits): Finding {
  const most = {
    characters: `${requestLimits.characters} characters`,
    nodes: `${requestLimits.nodes} keys and values`,
    depth: `${requestLimits.depth} levels`,
  }[limit];
  return refusalFinding(subject, {
    code: 'TooLarge',
    field: '',
    message: `This request is too large: the limit is ${most}.`,
    fix: 'Remove what does not belong in it, or split it into several requests.',
  });
}

/** What is said of a document that may be anything names no more of it. */
const longestName = 253;

function subjectOf(document: unknown): ObjectRef {
  const name = field(field(document, 'metadata'), 'name');
  const kind = field(document, 'kind');
  return {
    cluster: 'git',
    group: 'tenancy.groundwork.dev',
    kind: typeof kind === 'string' ? kind.slice(0, longestName) : 'Request',
    name: typeof name === 'string' ? name.slice(0, longestName) : '',
  };
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
