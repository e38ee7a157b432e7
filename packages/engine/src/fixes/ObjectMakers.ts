import {
  type KubernetesObject,
  type ManifestFile,
  type ObjectRef,
  refKey,
  refOf,
} from '../model';
import type { RequestEnvelope } from '../request';
import type { Steps } from '../steps';

/** An object as a request renders it. */
export interface MadeObject {
  object: KubernetesObject;
  request: RequestEnvelope;
}

/** Which request makes an object, of the requests that were read. */
export class ObjectMakers {
  readonly #made = new Map<string, MadeObject>();

  /** Renders requests, in steps of one each. */
  *read(
    requests: readonly RequestEnvelope[],
    filesOf: (request: RequestEnvelope) => readonly ManifestFile[],
  ): Steps<void> {
    for (const request of requests) {
      for (const { target, objects } of filesOf(request)) {
        if (target) {
          objects.forEach(object =>
            this.#made.set(refKey(refOf(target.cluster, object)), {
              object,
              request,
            }),
          );
        }
      }
      yield;
    }
  }

  of(ref: ObjectRef): MadeObject | undefined {
    return this.#made.get(refKey(ref));
  }
}
