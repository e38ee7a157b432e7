import type { Entity } from '@backstage/catalog-model';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';

type Spec = NonNullable<Entity['spec']>;

/** What the last buttons of our templates say in a portal that does not know how it publishes. */
const UNKNOWN: unknown[] = ['Propose this', 'Propose the removal'];

/**
 * Lets the last button of templates that use our actions say what it does, which follows from how the platform
 * publishes. A template that says something of its own keeps it.
 */
export class TemplateButtonProcessor implements CatalogProcessor {
  readonly #words: string;

  /** @param words - what the button says, as in `Open pull request` */
  constructor(words: string) {
    this.#words = words;
  }

  getProcessorName(): string {
    return 'TemplateButtonProcessor';
  }

  async preProcessEntity(entity: Entity): Promise<Entity> {
    const presentation = objectOf(entity.spec?.presentation);
    const labels = objectOf(presentation.buttonLabels);
    if (
      entity.kind !== 'Template' ||
      !UNKNOWN.includes(labels.createButtonText) ||
      !usesOurs(entity.spec?.steps)
    ) {
      return entity;
    }
    return {
      ...entity,
      spec: {
        ...entity.spec,
        presentation: {
          ...presentation,
          buttonLabels: { ...labels, createButtonText: this.#words },
        },
      },
    };
  }
}

function usesOurs(steps: Spec[string]): boolean {
  return (
    Array.isArray(steps) &&
    steps.some(step => String(objectOf(step).action).startsWith('tenancy:'))
  );
}

function objectOf(value: Spec[string]): Spec {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Spec)
    : {};
}
