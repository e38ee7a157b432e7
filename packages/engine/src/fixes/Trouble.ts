import type { ObjectRef } from '../model';
import type { RequestEnvelope } from '../request';
import type { FixRisk } from './Fix';

/** A way that might fix something; whether it does is not known yet. */
export interface Way {
  title: string;
  request: RequestEnvelope;
  /** The spec as it would be. */
  to: Record<string, unknown>;
  risk?: FixRisk;
}

/** Something that is wrong, and ways that might fix it, the likeliest first. */
export interface Trouble {
  code: string;
  message: string;
  environment?: string;
  subjects: readonly ObjectRef[];
  ways: readonly Way[];
}
