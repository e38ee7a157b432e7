import { KubernetesObject } from '../../model';
import { healthOf } from '../../kinds';
import { Check, check } from './check';

/** A case of the folder `argo-health`: one object and its health. */
export interface HealthCase {
  name: string;
  object: KubernetesObject;
  expect: { status: string; message?: string };
}

/** Compares status and, where it is given, the message exactly. */
export function checkHealth({ name, object, expect }: HealthCase): Check[] {
  const found = healthOf(object);
  const holds =
    found?.status === expect.status &&
    (expect.message === undefined || expect.message === found.message);
  return [check(name, holds, found)];
}
