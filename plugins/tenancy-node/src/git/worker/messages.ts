import type { GitLimits } from '../GitObjects';
import type { GitCommit, GitPush } from '../types';

/** One repository, as the worker needs to know it: without any credential. */
interface RemoteSpec {
  /** Names the repository among all of this process. */
  key: number;
  /** HTTP address without a credential. */
  url: string;
  gitdir: string;
  limits: GitLimits;
}

/** A file that came or changed. Without bytes it is larger than is read. */
export interface FilePart {
  path: string;
  oid: string;
  size: number;
  bytes?: Uint8Array;
}

/** A commit of the branch with the paths that it touched, in one or more parts; `null` are more than can be kept. */
export interface LinePart {
  commit: string;
  touched: readonly string[];
}

/** What is answered in parts, so that nobody is held up by the whole of it. */
export type Part =
  | { files: readonly FilePart[] }
  | { gone: readonly string[] }
  | { commits: readonly GitCommit[] }
  | { line: readonly LinePart[] }
  | { lastChanges: ReadonlyArray<readonly [path: string, commit: string]> };

/** What the worker is asked, with what it answers at the end. */
export interface GitCalls {
  /** Parts are what changed since `base`, if that is what was answered last; else all. */
  readTree: {
    wanted: {
      branch: string;
      under?: readonly string[];
      maxAge: number;
      base?: string;
    };
    answer: { commit: string; asOf: number; base?: string };
  };
  /** Undefined in the answer where the copy does not hold the commit. */
  readCommit: {
    wanted: { branch: string; commit: string; under?: readonly string[] };
    answer: { commit?: string };
  };
  readHistory: {
    wanted: {
      branch: string;
      paths: readonly string[];
      /** Commits of the line whose touched paths are known already. */
      line?: { known: readonly string[] };
      depth: number;
      maxAge: number;
    };
    answer: { head: string; asOf: number; end: 'first' | 'bound' | 'more' };
  };
  push: {
    wanted: { branch: string; push: GitPush };
    answer: { commit: string };
  };
}

export type GitMethod = keyof GitCalls;

/** An error as it crosses between threads: its words, and never what else hangs on it. */
export interface PlainError {
  name: string;
  message: string;
  code?: string;
  cause?: PlainError;
}

export type ToWorker =
  | {
      [M in GitMethod]: {
        type: 'call';
        id: number;
        remote: RemoteSpec;
        method: M;
        wanted: GitCalls[M]['wanted'];
      };
    }[GitMethod]
  | { type: 'taken'; id: number }
  | { type: 'response'; id: number; response: PlainResponse }
  | { type: 'chunk'; id: number; bytes: Uint8Array }
  | { type: 'end'; id: number; error?: PlainError };

export type FromWorker =
  | { type: 'part'; id: number; part: Part }
  | { type: 'done'; id: number; answer: GitCalls[GitMethod]['answer'] }
  | { type: 'failed'; id: number; error: PlainError }
  | {
      type: 'request';
      id: number;
      remote: number;
      request: PlainRequest;
    }
  | { type: 'cancel'; id: number };

/** A request to a remote, without what authenticates it. */
export interface PlainRequest {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: Uint8Array;
  /** Bytes of its answer. */
  maxBytes?: number;
}

/** The head of an HTTP answer. */
export interface PlainResponse {
  url: string;
  method?: string;
  headers: Record<string, string>;
  statusCode: number;
  statusMessage: string;
}
