import { type ManifestFile, type ObjectRef, refKey, refOf } from '../model';
import type { RequestEnvelope } from '../request';

/** Which request makes an object: rendered once, when it is first asked. */
export class ObjectMakers {
  readonly #filesOf: (request: RequestEnvelope) => readonly ManifestFile[];
  #makers: Map<string, RequestEnvelope> | undefined;

  constructor(filesOf: (request: RequestEnvelope) => readonly ManifestFile[]) {
    this.#filesOf = filesOf;
  }

  of(
    ref: ObjectRef,
    requests: readonly RequestEnvelope[],
  ): RequestEnvelope | undefined {
    this.#makers ??= this.#read(requests);
    return this.#makers.get(refKey(ref));
  }

  #read(requests: readonly RequestEnvelope[]): Map<string, RequestEnvelope> {
    const makers = new Map<string, RequestEnvelope>();
    for (const request of requests) {
      for (const { target, objects } of this.#filesOf(request)) {
        if (target) {
          objects.forEach(object =>
            makers.set(refKey(refOf(target.cluster, object)), request),
          );
        }
      }
    }
    return makers;
  }
}
