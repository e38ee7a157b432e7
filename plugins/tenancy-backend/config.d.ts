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

    /**
     * Cards of what is no tenant of Groundwork's: of entities with the annotations of other plugins. Alone, without repository, tiers
     * and environments, it is all that is configured. No default in it lets anybody see anything. See docs/install.md, Look first.
     */
    unmanaged?: {
      /**
       * `owners`: who owns an entity sees what `owners` and `trusted` map to that owner, and nothing else. `entityReaders`: anyone who
       * can register an entity can read any workload that the reader account sees.
       */
      access: 'owners' | 'entityReaders';
      /** What is whose. Several entries of an owner add up. */
      owners?: {
        /** Entity reference of the group or user that owns entities. */
        owner: string;
        /** Namespaces, or beginnings of names as `payments-*`. Whoever may make a namespace of such a name is let in. */
        namespaces?: string[];
        /** Clusters in which these namespaces are theirs. Default: all. */
        clusters?: string[];
        /** Projects of Argo CD whose Applications are theirs where they deploy to these namespaces. Default: none. */
        projects?: string[];
        /** Namespaces that such Applications may lie in, beside that of each Argo CD. Default: none. */
        applicationNamespaces?: string[];
        /**
         * Kustomizations and HelmReleases of Flux that are theirs where they deliver to these namespaces, beside those that lie in
         * them: as `flux-system/payments`, or `flux-system/payments-*`. Default: none.
         */
        flux?: string[];
      }[];
      /** Labels and annotations that say whose something is. Whoever can write them sees what they like. */
      trusted?: {
        kind: 'Namespace' | 'AppProject';
        /** Key of the label ... */
        label?: string;
        /** ... or of the annotation. */
        annotation?: string;
        /** The owner, by the value, as in `group:default/${{ value }}`. */
        owner: string;
        /** Declares that no team can write it. */
        teamsCannotWrite: true;
      }[];
      /** Namespaces whose Gateways are shown to all who see anything. Without it, routes are Unknown from the Gateway on. */
      sharedNamespaces?: string[];
      /** Where entities run that have no annotation, by their names; within what is mapped to their owner. */
      conventions?: {
        /** As in `${{ name }}`. */
        namespace?: string;
        /** Name of its Application, as in `${{ name }}`. */
        application?: string;
        /** Labels of its workloads, as in `app.kubernetes.io/name=${{ name }}`. */
        labelSelector?: string;
      }[];
      /** Clusters that are read, each of them. Default: those of kubernetes.clusterLocatorMethods of type config. */
      clusters?: {
        /** As the Kubernetes plugin, or a context of `kubeconfig`, calls it. */
        name: string;
        /** What Argo CDs call it, beside its address there; `in-cluster` is known. */
        destinations?: ({ server: string } | { name: string })[];
        /**
         * What enforces network policies: Cilium, anything else that does, or nothing. Default: told from the DaemonSets of the
         * cluster. Where tenants run that of their environments counts.
         */
        cni?: 'kubernetes' | 'cilium' | 'none';
      }[];
      /** Where Argo CDs run, each of them. Default: in namespace argocd of each cluster. */
      argocd?: {
        cluster: string;
        /** Default: argocd. */
        namespace?: string;
        /** As annotations `argocd/instance-name` call it. */
        name?: string;
        /** Address of its web UI, for links. */
        url?: string;
      }[];
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
      /**
       * Whether what is read of clusters is kept in the plugin's database, so that a portal that starts shows it until it has read
       * them again. `false` also removes what was kept. Default: true.
       */
      warmStart?: boolean;
      /**
       * Whether replicas share the reading of clusters: each cluster is read by one of them, and the others follow it over the
       * plugin's database. For many clusters and several replicas; needs `warmStart`. Default: false.
       */
      shared?: boolean;
    };
  };
}
