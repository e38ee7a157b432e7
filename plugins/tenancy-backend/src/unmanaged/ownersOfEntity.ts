import { type Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';

/** The owners of an entity by the catalog, as references in lower case. */
export function ownersOfEntity({ relations = [] }: Entity): string[] {
  return [
    ...new Set(
      relations
        .filter(({ type }) => type === RELATION_OWNED_BY)
        .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US')),
    ),
  ];
}
