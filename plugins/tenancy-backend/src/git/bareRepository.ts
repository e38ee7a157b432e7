import { normalRepository } from '@groundwork/engine';

/** A clone URL by which it is told whether two of them are one repository to Argo CD. */
export function bareRepository(repository: string): string {
  return normalRepository(repository.replace(/\/+$/, ''));
}
