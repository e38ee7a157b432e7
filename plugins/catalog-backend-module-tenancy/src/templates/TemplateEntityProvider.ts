import type { Entity } from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/** Puts templates into the catalog, once for each start. Those that are not among them any more leave it. */
export class TemplateEntityProvider implements EntityProvider {
  readonly #templates: readonly Entity[];

  constructor(templates: readonly Entity[]) {
    this.#templates = templates;
  }

  getProviderName(): string {
    return 'TemplateEntityProvider';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await connection.applyMutation({
      type: 'full',
      entities: this.#templates.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
  }
}
