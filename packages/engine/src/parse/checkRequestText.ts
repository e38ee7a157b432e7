import { Finding } from '../model';
import type { Request } from '../capabilities/list';
import type { RequestEnvelope } from '../request/envelope';
import { RequestError } from '../request/RequestError';
import { YamlError } from '../yaml';
import { lineOfField } from './lineOfField';
import { parseRequestText, type ParseOptions } from './parseRequest';

/**
 * Something wrong with the text of a request file, and where.
 *
 * @public
 */
export interface RequestTextProblem {
  /** Counted from 1; undefined where no line can be named. */
  line?: number;
  finding: Finding;
}

/**
 * Reads the text of a request file as `parseRequestText` does, and tells the line of each thing that is wrong.
 *
 * @returns the request, or what is wrong with it
 * @public
 */
export function checkRequestText(
  text: string,
): { request: Request } | { problems: RequestTextProblem[] };
/** @public */
export function checkRequestText(
  text: string,
  options: ParseOptions | undefined,
): { request: RequestEnvelope } | { problems: RequestTextProblem[] };
export function checkRequestText(
  text: string,
  options?: ParseOptions,
): { request: RequestEnvelope } | { problems: RequestTextProblem[] } {
  try {
    return { request: parseRequestText(text, options) };
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    const { cause } = error;
    if (cause instanceof YamlError) {
      const { line } = cause;
      return {
        problems: error.findings.map(finding => ({
          ...(line === undefined ? {} : { line }),
          finding,
        })),
      };
    }
    const lineOf = lineOfField(text);
    return {
      problems: error.findings.map(finding => {
        const line = lineOf(finding.field);
        return { ...(line === undefined ? {} : { line }), finding };
      }),
    };
  }
}
