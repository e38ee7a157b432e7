import { type ManifestFile, type ObjectRef, refKey, refOf } from '../model';
import type { RequestEnvelope } from '../request';
import type { Steps } from '../steps';

/** Which request makes an object, of the requests that were read. */
export class ObjectMakers {
  readonly #makers = new Map<string, RequestEnvelope>();

  /** Renders requests, in steps of one each. */
  *read(
    requests: readonly RequestEnvelope[],
    filesOf: (request: RequestEnvelope) => readonly ManifestFile[],
  ): Steps<void> {
    for (const request of requests) {
      for (const { target, objects } of filesOf(request)) {
        if (target) {
          objects.forEach(object =>
            this.#makers.set(refKey(refOf(target.cluster, object)), request),
          );
        }
      }
      yield;
    }
  }

  of(ref: ObjectRef): RequestEnvelope | undefined {
    return this.#makers.get(refKey(ref));
  }
}
