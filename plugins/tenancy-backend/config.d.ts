import type { HumanDuration } from '@backstage/types';

export interface Config {
  tenancy?: {
    /**
     * Read the clusters with a kubeconfig instead of Backstage's Kubernetes plugin. Contexts have the clusters' names.
     */
    kubeconfig?: {
      /** Path of the file. */
      path: string;
      /** Context for all clusters, for a platform with a single one. */
      context?: string;
    };

    changes?: {
      /** How long timelines of tenants are kept, at most 90 days. Default: 14 days. */
      keep?: HumanDuration | string;
    };

    /** What owners and admins are told of with Backstage's notifications, where the portal has them. */
    notifications?: {
      /** Of these kinds; of none where it is empty. Default: all. */
      kinds?: ('broke' | 'fixed' | 'merged' | 'certificate' | 'quota')[];
      /** How long something must have been so before it is told. Default: 2 minutes. */
      settle?: HumanDuration | string;
    };

    /** Pipelines that may deploy versions of one workload each, and do nothing else. See docs/deploying.md. */
    deployers?: {
      /** Names it in commits, audit events and on pages. */
      name: string;
      /** The tenant whose workload it is. */
      tenant: string;
      /** Name of the workload or service. */
      workload: string;
      /** Where it may deploy. */
      environments: string[];
      /** Repositories that images may come from beside the one that runs. */
      repositories?: string[];
      /**
       * A token of at least 32 characters, or its hash as `sha256:...`. Identity tokens are the better choice.
       * @visibility secret
       */
      token?: string;
      /** Takes identity tokens of an issuer, such as GitHub's or GitLab's. */
      oidc?: {
        /** Address of the issuer, as tokens name it. */
        issuer: string;
        /** Who the tokens are for, as tokens name it. */
        audience: string;
        /** Where its keys are. Default: what the issuer's discovery document says. */
        jwksUri?: string;
        /**
         * What each claim must be, exactly, or one of several. One of them says whose the pipeline is (`repository`, `project_path`,
         * `sub`), one of which state (`ref`, `environment`, `sub`).
         */
        claims: { [claim: string]: string | string[] };
      };
    }[];

    watch?: {
      /** Objects of one kind of a cluster that are kept in memory at most. Default: 50000. */
      maxObjects?: number;
    };
  };
}
