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

    watch?: {
      /** Objects of one kind of a cluster that are kept in memory at most. Default: 50000. */
      maxObjects?: number;
    };
  };
}
