import { plainText } from '../../../model/fields';
import { Cursor } from '../Cursor';

/** What the rules of a provider need to know of the store that uses it. */
export class Store {
  constructor(
    readonly isClusterWide: boolean,
    /** Absent where the object does not say yet. */
    readonly namespace: string | undefined,
  ) {}

  /** A reference that stays in the store's own namespace; a store of the whole cluster may leave the namespace open. */
  refers(...references: Cursor[]): void {
    for (const reference of references) {
      const other = reference.get('namespace');
      if (this.isClusterWide || !other.exists) {
        continue;
      }
      if (this.namespace === undefined || other.value === this.namespace) {
        continue;
      }
      other.fail(
        'NotAllowed',
        `must be empty or the store's own namespace, is ${plainText(
          other.value,
        )}`,
        'Remove it.',
      );
    }
  }

  /** A reference that must also say which namespace it means in a store of the whole cluster. */
  selects(...references: Cursor[]): void {
    this.refers(...references);
    for (const reference of references) {
      if (this.isClusterWide && !reference.get('namespace').exists) {
        reference.get('namespace').required();
      }
    }
  }

  /** A reference as `selects`, with a name and a key. */
  selectsKey(reference: Cursor): void {
    reference.get('name').required();
    reference.get('key').required();
    this.selects(reference);
  }

  /** A value, or a reference to one. */
  valueOrRef(at: Cursor, check: 'refers' | 'selects' = 'selects'): void {
    const reference = at.get('secretRef');
    if (reference.exists === Boolean(at.get('value').text())) {
      at.fail(
        reference.exists ? 'Conflict' : 'MissingField',
        'must have one of value and secretRef',
        'Set one of them.',
      );
    }
    if (reference.exists) {
      this[check](reference);
    }
  }

  /** Certificates, which lie in the store's own namespace where it has one. */
  trusts(authority: Cursor): void {
    const namespace = authority.get('namespace');
    if (!authority.exists || namespace.exists === this.isClusterWide) {
      return;
    }
    if (this.isClusterWide) {
      namespace.required();
    } else {
      namespace.fail(
        'NotAllowed',
        'must be empty in a SecretStore',
        'Remove it.',
      );
    }
  }
}
