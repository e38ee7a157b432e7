import { Known } from './known';

/**
 * What statuses and checks need that is no Kubernetes object, each with its source and age.
 * What is absent was not asked for.
 *
 * @public
 */
export interface Facts {
  /** DNS answers by hostname: the addresses it resolves to, empty when the name does not exist. */
  dns?: Readonly<Record<string, Known<readonly string[]>>>;
  /** Commits by their full SHA. */
  revisions?: Readonly<Record<string, Known<CommitFact>>>;
}

/**
 * One commit as Git tells it. `at` is in milliseconds since the epoch.
 *
 * @public
 */
export interface CommitFact {
  message: string;
  author: string;
  at?: number;
}
