import { ObjectRef } from '../../model';
import type { NamespaceContext } from '../eachNamespace';

/** What secrets are judged with: their namespace, and who refers to which Secret of it. */
export interface SecretContext extends NamespaceContext {
  users: ReadonlyMap<string, ObjectRef[]>;
}
