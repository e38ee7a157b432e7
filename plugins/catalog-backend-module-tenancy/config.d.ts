import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  tenancy?: {
    catalog?: {
      /** When request files and live tenants are looked at. Default: every 30 seconds, at most 5 minutes a run. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** @deprecated Use `schedule`. */
      refreshSeconds?: number;
      /** The templates that are shipped, and what this portal makes of them. */
      templates?: {
        /** Whether they are put into the catalog. Default: true. */
        enabled?: boolean;
        /** Who owns them. Default: group:default/platform. */
        owner?: string;
        /** Namespace of their entities. Default: default. */
        namespace?: string;
        /** Changes of single templates, by the name of their folder, such as `workload`. */
        change?: {
          [folder: string]: {
            /** Name of the entity. */
            name?: string;
            title?: string;
            description?: string;
            tags?: string[];
            /** The type by which the page of templates groups them. */
            type?: string;
            owner?: string;
            /** By the name of the form field, as it stands in the template. */
            fields?: {
              [field: string]: {
                title?: string;
                description?: string;
                /** What the form begins with. */
                default?: unknown;
                /** Not shown; the default holds. Guard rails hold whatever a form shows. */
                hidden?: boolean;
              };
            };
            /** Steps of the portal's own, before and after those of the template. */
            steps?: { before?: object[]; after?: object[] };
            /** Not put into the catalog. */
            hidden?: boolean;
          };
        };
        /** Further templates, each made from one that is shipped. */
        add?: Array<{
          /** Folder of the template that it is made from. */
          base: string;
          /** Name of its entity. */
          name: string;
          title?: string;
          description?: string;
          tags?: string[];
          /** The type by which the page of templates groups them. */
          type?: string;
          owner?: string;
          /** By the name of the form field, as it stands in the template. */
          fields?: {
            [field: string]: {
              title?: string;
              description?: string;
              /** What the form begins with. */
              default?: unknown;
              /** Not shown; the default holds. Guard rails hold whatever a form shows. */
              hidden?: boolean;
            };
          };
          /** Steps of the portal's own, before and after those of the template. */
          steps?: { before?: object[]; after?: object[] };
        }>;
      };
    };
  };
}
