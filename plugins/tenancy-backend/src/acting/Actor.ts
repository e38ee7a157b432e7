import type { KubernetesObject, ObjectRef } from '@groundwork/engine';

/** A sync as somebody wants it. */
export interface SyncWish {
  /** What to sync to; what the Application follows, where it is left out. */
  revision?: string;
  prune: boolean;
  dryRun: boolean;
  /** Objects that can't be changed are deleted and made anew. */
  force: boolean;
  /** Only these objects. */
  resources?: ReadonlyArray<{
    group: string;
    kind: string;
    namespace?: string;
    name: string;
  }>;
  /** The word of the click, by which it is known when it comes twice. */
  key: string;
  /** Entity reference of the person. */
  by: string;
}

/** An Application as it was last seen. */
export interface Target {
  ref: ObjectRef;
  object: KubernetesObject;
}

/** An object of a team, and the Application that manages it where one does. */
export interface ObjectTarget {
  ref: ObjectRef;
  version: string;
  application?: Target;
}

/**
 * A way to act on what an environment runs, with its own credential. All of it throws a ConflictError with words where the other side
 * does not do it, and a ServiceUnavailableError where nobody answered.
 */
export interface Actor {
  /**
   * Makes sure that the credential may be used here: that it is who it should be, and may do no more than it should.
   *
   * @throws NotAllowedError if it must not be used, with what the platform team does about it
   */
  verify(target: Target | ObjectTarget): Promise<void>;
  /** Starts a sync. One that the same click started already is no second one. */
  sync(target: Target, wish: SyncWish): Promise<void>;
  refresh(target: Target, kind: 'normal' | 'hard'): Promise<void>;
  terminate(target: Target): Promise<void>;
  /** Has an ExternalSecret read from its store now. */
  refreshSecret(target: ObjectTarget, key: string): Promise<void>;
  restart(target: ObjectTarget, at: Date): Promise<void>;
}
