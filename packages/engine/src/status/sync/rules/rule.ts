import {
  ApplicationWarning,
  FixableBy,
  KubernetesObject,
  ObjectRef,
  State,
  SyncHold,
  SyncWait,
  Verdict,
} from '../../../model';
import { KindRegistry } from '../../../kinds';
import { verdict } from '../../verdict';
import { Application } from '../application';
import { Turn } from '../applicationSet';
import { Content } from '../content';
import { Deletion } from '../deletion';
import { faultOf, fixableByOf } from '../faults';
import { JudgedResource } from '../health';
import { Refusal } from '../refusals';

/** All that the verdict on one Application rests on. */
export interface Case {
  app: Application;
  /** Who writes its manifests. */
  writer: FixableBy;
  now: number;
  resources: readonly JudgedResource[];
  /** Those of the platform. */
  kinds: KindRegistry;
  content: Content;
  /** Sync windows that hold it back now. */
  hold?: SyncHold;
  /** Until when its self-heal is to be paused, where it is. */
  pausedUntil?: number;
  /** What its running sync waits for. */
  wait?: SyncWait;
  deletion?: Deletion;
  warnings: readonly ApplicationWarning[];
  /** What its project does not let it do, of several things the first. */
  refusal(): Refusal | undefined;
  /** The ApplicationSet that made it, where it is known. */
  set?: KubernetesObject;
  /** Its name, where it is not known because it can't be read. */
  unreadSet?: string;
  turn?: Turn;
}

/** Says something about an Application, or leaves it to the next rule. */
export type Rule = (one: Case) => Verdict | undefined;

type Trouble = Exclude<State, 'Healthy'>;

/** A verdict in Argo CD's native words and one line; whoever writes the manifests can fix it unless said otherwise. */
export function say(
  { app, writer }: Case,
  state: Trouble,
  why: string,
  rest: { since?: number; fixableBy?: FixableBy; about?: ObjectRef } = {},
): Verdict {
  return verdict(state, line(why), {
    fixableBy: rest.fixableBy ?? writer,
    native: app.answered ? [app.sync, app.health] : [],
    since: rest.since,
    about: rest.about,
  });
}

/** A verdict on a message of Argo CD: who can fix it, and Unknown where it means that something can't be reached. */
export function sayMessage(
  one: Case,
  message: string,
  rest: {
    since?: number;
    why?: string;
    fixableBy?: FixableBy;
    about?: ObjectRef;
  } = {},
): Verdict {
  return say(
    one,
    faultOf(message).unreachable ? 'Unknown' : 'Degraded',
    rest.why ?? message,
    {
      since: rest.since,
      about: rest.about,
      fixableBy: rest.fixableBy ?? fixableByOf(message, one.writer),
    },
  );
}

/** Messages of controllers may run over many lines; a card has one. */
export function line(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > 300 ? `${flat.slice(0, 299)}…` : flat;
}

/** A commit as people write it. */
export function short(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 7) : revision;
}

/** Minutes that have passed, for people. */
export function minutesSince(now: number, then: number): string {
  const minutes = Math.floor((now - then) / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** Longer than Argo CD takes to look at Git, or to begin what it was asked for. */
export const patience = 10 * 60_000;
