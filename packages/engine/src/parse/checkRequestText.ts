import { Finding } from '../model';
import type { Request } from '../capabilities/list';
import {
  readYamlDocuments,
  requestLimits,
  YamlError,
  type YamlDocument,
} from '../yaml';
import { RequestError } from '../request/RequestError';
import { parseRequestText } from './parseRequest';

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
): { request: Request } | { problems: RequestTextProblem[] } {
  try {
    return { request: parseRequestText(text) };
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
    const document = firstOf(text);
    return {
      problems: error.findings.map(finding => ({
        ...(document ? { line: document.lineOf(pathOf(finding.field)) } : {}),
        finding,
      })),
    };
  }
}

function firstOf(text: string): YamlDocument | undefined {
  return readYamlDocuments(text, { limits: requestLimits })[0];
}

/** `spec.ports[0].name` as keys and indexes. */
function pathOf(field: string | undefined): Array<string | number> {
  return [...(field ?? '').matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, index, key]) => (index === undefined ? key : Number(index)),
  );
}
