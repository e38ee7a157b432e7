import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** The platform that tenants share: its guard rails, and how the tenancy plugins run. */
  tenancy?: {
    /**
     * DNS subdomain in front of all labels and annotations that are written. Default: tenancy.groundwork.dev.
     * Choose it once: objects that carry another prefix are not recognised.
     */
    prefix?: string;

    /** The GitOps repository, or one for each of its two trees. */
    repository?:
      | {
          /** Clone URL, as Argo CD has it. It is read over HTTPS with the credentials under `integrations`. */
          url: string;
          /** Branch that Argo CD follows. Default: main. */
          branch?: string;
        }
      | {
          platform: {
            /** Clone URL, as Argo CD has it. It is read over HTTPS with the credentials under `integrations`. */
            url: string;
            /** Branch that Argo CD follows. Default: main. */
            branch?: string;
          };
          tenants: {
            /** Clone URL, as Argo CD has it. It is read over HTTPS with the credentials under `integrations`. */
            url: string;
            /** Branch that Argo CD follows. Default: main. */
            branch?: string;
          };
        };

    /**
     * Where folders lie in the repository, as templates of paths. `${{ tenant }}` and `${{ environment }}` stand for names of
     * folders. What a team may write and what the platform writes must differ by a name before that of the tenant.
     */
    layout?: {
      /** Folder of the requests that are tenants, `<tenant>.yaml` each. Default: platform/tenants. */
      tenantRequests?: string;
      /** Folder of what the platform gives a tenant in an environment. Default: `platform/${{ environment }}/${{ tenant }}`. */
      platform?: string;
      /** Folder of a tenant's requests. Default: `tenants/${{ tenant }}/requests`. */
      requests?: string;
      /** Folder of what a tenant's requests render to in an environment. Default: `tenants/${{ tenant }}/${{ environment }}`. */
      tenants?: string;
    };

    /** Propose by pull request (default), or push where the remote is plain Git. */
    publish?: 'pullRequest' | 'push';

    naming?: {
      /**
       * Name of a tenant's namespace, of `${{ tenant }}` and `${{ environment }}`. Default: the tenant's name,
       * which needs a cluster of its own for each environment.
       */
      namespace?: string;
      /** Further namespaces of the platform, whose names no tenant can have. */
      reserved?: string[];
      /** Namespaces that were there before their tenants, and keep their names. */
      existing?: {
        tenant: string;
        environment: string;
        namespace: string;
      }[];
    };

    /** Labels and annotations that requests may give the namespaces of their tenant. None by default. */
    namespaceMetadata?: {
      /** Keys, or beginnings of keys with `*` after them. Policies, gateways and webhooks select namespaces by labels. */
      labels?: string[];
      /** Keys, or beginnings of keys with `*` after them. */
      annotations?: string[];
    };

    /** Who reviews changes; without it, no CODEOWNERS file is rendered. */
    codeowners?: {
      /** The platform team on the Git host, such as `@example/platform`. */
      platform: string;
      /** The team of a tenant there; may use `${{ group }}`, `${{ namespace }}` and `${{ tenant }}`. */
      tenant: string;
    };

    /** How a Backstage group becomes a subject of RBAC. Without it no request is rendered. */
    groups?:
      | {
          /** Group of the identity provider, as in `oidc:${{ group }}`. */
          template: string;
        }
      | {
          /** Annotation of the group entity that holds the group of the identity provider. */
          annotation: string;
        };

    /** Entity references of the groups and users that run the platform. They see and change every tenant. */
    admins?: string[];

    /** Kinds of the platform's own operators that teams may write in their namespaces. Their controllers act on them. */
    teamKinds?: {
      /** API group of the definition. */
      group: string;
      kind: string;
      /** Name in URLs, such as scaledobjects. */
      plural: string;
      /** Versions, the preferred one first. */
      versions: string[];
      /** How many a tenant may have, where `quota.counts` of its tier says nothing else. */
      limit: number;
    }[];

    /** Tenants, or `*` for all, that were adopted and are not held to anything yet: guard rails warn them only, and they get neither quotas nor network policies. */
    reportOnly?: string[];

    /** How much a tenant gets in every environment, by name. */
    tiers?: {
      [name: string]: {
        /** Shown in forms. */
        description?: string;
        /** Becomes the ResourceQuota. */
        quota: {
          /** Sum of all requests. */
          requests: {
            cpu: string | number;
            memory: string | number;
            ephemeralStorage: string | number;
          };
          /** Sum of all limits. */
          limits: {
            cpu: string | number;
            memory: string | number;
            ephemeralStorage: string | number;
          };
          /** Sum of requested persistent storage. */
          storage: string | number;
          pods: number;
          persistentVolumeClaims?: number;
          services?: number;
          configMaps?: number;
          secrets?: number;
          /** Routes of each kind. */
          routes?: number;
          /** Objects of further kinds, as `<resource>.<group>`; what is not named keeps its default. */
          counts?: { [resource: string]: number };
        };
        /** Becomes the LimitRange. */
        container: {
          /** Request of a container that names none. */
          defaultRequest: {
            cpu: string | number;
            memory: string | number;
            ephemeralStorage: string | number;
          };
          /** Limit of a container that names none. */
          default: {
            cpu: string | number;
            memory: string | number;
            ephemeralStorage: string | number;
          };
          /** Most that one container may have. */
          max: {
            cpu: string | number;
            memory: string | number;
            ephemeralStorage: string | number;
          };
        };
        /** PriorityClasses that pods may name; all others are refused when any is given. */
        priorityClasses?: string[];
        /** Labels of the nodes the tier runs on. */
        nodeSelector?: { [label: string]: string };
        /** Labels of nodes that pods may choose by, `<key>` or `<key>=<value>`, beside zone, region, architecture and system. */
        nodeLabels?: string[];
        /** Taints that pods may tolerate, `<key>[=<value>][:<effect>]`; no others. */
        tolerations?: string[];
        /** StorageClasses of the tier; all others are refused when any is named. */
        storageClasses?: string[];
        /** RuntimeClasses that pods may name; no others. */
        runtimeClasses?: string[];
        /** Devices and huge pages that pods may ask for, and how many. */
        resources?: { [name: string]: string | number };
        /** What of `environments[].access` the tier keeps. Default: all of it. */
        access?: {
          exec?: boolean;
          portForward?: boolean;
          debug?: boolean;
          evict?: boolean;
        };
      };
    };

    /** Targets such as dev, staging and prod. */
    environments?: Array<{
      name: string;
      /** Name of the cluster in the Kubernetes plugin, or of a context of `kubeconfig`. */
      cluster: string;
      /**
       * A repository or branch of its own for what is rendered for this environment, of both trees or of one. Requests stay in
       * `tenancy.repository`, and what they render to is promoted to this branch.
       */
      repository?: {
        /** Clone URL; that of the requests if left out. */
        url?: string;
        /** Branch that Argo CD follows, which has to be there. Default: main, in a repository of its own. */
        branch?: string;
        /** Of the platform tree, in place of url and branch. */
        platform?: { url?: string; branch?: string };
        /** Of the tenants' tree, in place of url and branch; with `${{ tenant }}` in one of them each tenant has its own. */
        tenants?: { url?: string; branch?: string };
        /**
         * How it is promoted: by pull request or push of the portal, or by a pipeline that runs `groundwork promote`. Default:
         * `tenancy.publish`.
         */
        publish?: 'pullRequest' | 'push' | 'pipeline';
        /** Who reviews all of it there, such as `@example/operators`; written to CODEOWNERS of the branch. */
        codeowners?: string;
      };
      /** What brings the objects of Git to the cluster; options of an extension's delivery stand beside name. */
      delivery?: {
        /** Default: argocd. */
        name?: string;
        [option: string]: unknown;
      };
      /** The Argo CD that serves this environment; required where delivery names no other. */
      argocd?: {
        /** Cluster where it runs. */
        cluster: string;
        /** Its namespace. Default: argocd. */
        namespace?: string;
        /** This environment's cluster, as that Argo CD calls it. */
        destination: { server: string } | { name: string };
        /** What else that Argo CD calls it: Applications that are not rendered here may use its address where destination has its name. */
        otherDestinations?: Array<{ server: string } | { name: string }>;
        /** Address of its web UI, for links. */
        url?: string;
        /** Whether application.sync.impersonation.enabled is on in argocd-cm. Default: false. */
        impersonation?: boolean;
        /** What globalProjects in argocd-cm says: projects whose permits and sync windows hold for all that a selector matches. */
        globalProjects?: {
          projectName: string;
          /** Labels of AppProjects; all of them where it is left out. */
          labelSelector?: {
            matchLabels?: { [key: string]: string };
            matchExpressions?: {
              key: string;
              operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
              values?: string[];
            }[];
          };
        }[];
        /** Where it is on: ServiceAccount (`<namespace>:<name>`) of the cluster that syncs the platform tree. */
        platformAccount?: string;
      };
      /** Gateways that tenants may attach routes to. */
      gateways?: Array<{
        name: string;
        namespace: string;
        /** What forms call it. */
        title?: string;
        visibility?: 'external' | 'internal';
        listeners: Array<{
          /** sectionName of the listener. */
          name: string;
          protocol: 'HTTP' | 'HTTPS' | 'TLS' | 'TCP' | 'UDP';
          port: number;
          tls?: 'Terminate' | 'Passthrough';
        }>;
        /** Where its proxies run, for the NetworkPolicy that admits them. */
        dataPlane?: {
          namespace: string;
          podLabels?: { [label: string]: string };
        };
        /** CIDRs from which its traffic comes, where a load balancer outside of the cluster brings it to the pods. */
        sourceRanges?: string[];
      }>;
      /** Domains that tenants get names under, without wildcards. */
      domains?: string[];
      /** Secret stores that tenants may use. */
      secretStores?: Array<{
        name: string;
        /** vault, awsSecretsManager, awsParameterStore, azureKeyVault, bitwarden, or one of an extension, whose fields stand here too. */
        provider: string;
        [field: string]: unknown;
        /** `cluster` for a ClusterSecretStore that the platform keeps; `namespaced` (default) for one in each tenant namespace. */
        scope?: 'cluster' | 'namespaced';
        /** Every path of a tenant starts with this. Default: `${{ tenant }}/`. */
        prefix?: string;
        /** vault: address of the server. */
        server?: string;
        /** vault: KV mount. Default: secret. */
        mount?: string;
        /** vault: version of the KV engine. Default: v2. */
        version?: 'v1' | 'v2';
        /** vault: mount of the Kubernetes auth method. Default: kubernetes. */
        authMount?: string;
        /** vault and AWS: role of a tenant. */
        role?: string;
        /** vault: ConfigMap with the CA of the server. */
        caProvider?: { kind: 'ConfigMap'; name: string; key: string };
        /** AWS: region. */
        region?: string;
        /** azureKeyVault: address of the vault. */
        vaultUrl?: string;
        /** azureKeyVault: client id of the managed identity. */
        identityId?: string;
        /** azureKeyVault: Entra tenant of the vault. */
        tenantId?: string;
        /** bitwarden: organization. */
        organizationId?: string;
        /** bitwarden: project. */
        projectId?: string;
        /** bitwarden: address of the server. */
        serverUrl?: string;
      }>;
      /** How pods resolve names. Default: coredns. */
      dns?: 'coredns' | 'nodelocal' | 'openshift';
      /** What enforces network policies: Cilium, anything else that does, or nothing. Default: told from the DaemonSets of the cluster. */
      cni?: 'kubernetes' | 'cilium' | 'none';
      /** Pod Security of tenant namespaces. Default: restricted, v1.36. */
      podSecurity?: { level?: 'restricted' | 'baseline'; version?: string };
      /** Where metrics scrapers run. */
      monitoring?: {
        namespace: string;
        podLabels?: { [label: string]: string };
      };
      /** Further labels of tenant namespaces, for a mesh or a trust bundle. */
      namespaceLabels?: { [label: string]: string };
      /** Users beside cluster administrators that may write what the platform manages. Default: External Secrets. */
      trustedUsers?: string[];
      /** Who the portal reads the cluster as; it is given read access without Secrets. */
      reader?: {
        kind: 'ServiceAccount' | 'User' | 'Group';
        name: string;
        namespace?: string;
      };
      /** Pauses of Argo CD's self-heal, which requests may ask for. */
      selfHealPauses?: {
        /** Whether requests may pause it here. Default: true. */
        allowed?: boolean;
        /** The longest pause, in days, 90 at most. Default: 7. */
        maxDays?: number;
      };
      /** Where teams may act from the portal: sync, restart, refresh. Without it there are no buttons. */
      actions?: {
        /**
         * ServiceAccount `<namespace>:<name>` that acts on the clusters of this environment. It is given its rights, and a guard rail
         * fences it. Default: groundwork:groundwork-actor.
         */
        account?: string;
        /** What the portal acts with; never the account that reads. Without it there are no buttons. */
        credential?: {
          /** Acts through the API of Argo CD, as a local account that may `get`, `sync` and `action/*`, and nothing more. */
          argocd?: {
            /** Address of the API. Default: `argocd.url`. */
            url?: string;
            /**
             * Token of the local account.
             * @visibility secret
             */
            token: string;
            /** Certificate of the authority that signed the API's, in PEM. */
            ca?: string;
          };
          /** Acts through API servers, by a kubeconfig whose contexts have the clusters' names. */
          kubeconfig?: {
            /** Path of the file. */
            path: string;
            /** Context for all clusters, for a platform with a single one. */
            context?: string;
          };
          /** ... or by the token of the account on each cluster. */
          clusters?: {
            /** The cluster, as `cluster` or `argocd.cluster` names it. */
            name: string;
            /** Address of its API server. */
            url: string;
            /** Certificate of its authority, in PEM and base64, as kubeconfigs have it. */
            caData?: string;
            /**
             * Token of the account.
             * @visibility secret
             */
            token: string;
          }[];
        };
      };
      /** Image registries that tenants may use; empty allows all. */
      registries?: string[];
      /** Images without tag that webhooks put into pods of tenants. Default: the proxies of Istio and Linkerd. */
      injectedImages?: string[];
      /** Networks of other namespaces that pods of tenants may join, `<namespace>/<name>`. Default: default/istio-cni. */
      podNetworks?: string[];
      /** CSI drivers that pods may mount inline; no others. */
      csiDrivers?: string[];
      /** Schedulers that pods may name beside default-scheduler; default none. */
      schedulers?: string[];
      /** What teams may do with their running pods. Default: nothing of it. */
      access?: {
        /** Run commands in containers. */
        exec?: boolean;
        /** Forward ports of pods, past network policies. */
        portForward?: boolean;
        /** Add ephemeral containers, and attach to containers. */
        debug?: boolean;
        /** Evict pods. */
        evict?: boolean;
      };
      /**
       * Where KEDA runs: what its operator may call for tenants, by type of trigger. Addresses may use `${{ tenant }}`,
       * `${{ namespace }}` and `${{ environment }}`. Without it teams have no scalers; `{}` offers cpu, memory and cron.
       */
      scaling?: {
        prometheus?: Array<{
          /** Name that requests use. */
          name: string;
          /** As in http://thanos.monitoring.svc:9092, without credentials. */
          address: string;
          /** Whether it answers only of the namespace in the query parameter `namespace`. Default: true. */
          namespaced?: boolean;
        }>;
        kafka?: Array<{
          name: string;
          /** Bootstrap servers, separated by commas. */
          address: string;
          /** Default: false. */
          tls?: boolean;
          /** How to log in. Default: none. */
          sasl?: 'none' | 'plaintext' | 'scram_sha256' | 'scram_sha512';
          /** Protocol version of the brokers, as in 3.9.0. */
          version?: string;
        }>;
        rabbitmq?: Array<{
          name: string;
          /** As in amqps://rabbitmq.example.com:5671, or https:// for the HTTP API, without credentials. The last part of the path is the virtual host. */
          address: string;
        }>;
        sqs?: Array<{
          name: string;
          /** Service and account, as in https://sqs.eu-central-1.amazonaws.com/123456789012. */
          address: string;
          region: string;
        }>;
      };
      /** Services of the platform that routes of tenants may send requests to; each tenant gets a ReferenceGrant. */
      sharedServices?: Array<{
        namespace: string;
        service: string;
        /** Only these tenants; all when left out. */
        tenants?: string[];
      }>;
      /**
       * Hosts outside of the cluster that routes may send requests to, as XBackend of the experimental channel of
       * Gateway API; without it none.
       */
      externalBackends?: {
        /** Hosts that are allowed, or `*.domain`; empty allows all. */
        hostnames?: string[];
      };
    }>;

    /**
     * What the platform adds to all that is rendered for tenants. An entry is for all tenants and environments, unless it
     * names some. What weakens a guard rail is said in each preview.
     */
    manifests?: {
      /** Labels and annotations of rendered objects. Values may use `${{ tenant.name }}` and others. */
      metadata?: Array<{
        /** Names the entry in messages. */
        name: string;
        environments?: string[];
        tiers?: string[];
        tenants?: string[];
        /** Only objects of these kinds. */
        kinds?: Array<{ kind: string; group?: string }>;
        labels?: { [key: string]: string };
        annotations?: { [key: string]: string };
      }>;
      /** Further objects in the namespace of each tenant. */
      objects?: Array<{
        /** Names the entry in messages and its file. */
        name: string;
        environments?: string[];
        tiers?: string[];
        tenants?: string[];
        /** A template of the object, without a namespace. */
        object: { [field: string]: unknown };
      }>;
      /** JSON patches (RFC 6902) over rendered objects. */
      patches?: Array<{
        /** Names the entry in messages. */
        name: string;
        environments?: string[];
        tiers?: string[];
        tenants?: string[];
        kind: string;
        /** API group of the kind; any when left out. */
        group?: string;
        /** Name of the object; all of the kind when left out. */
        object?: string;
        patch: Array<{
          op: 'add' | 'replace' | 'test' | 'remove' | 'move' | 'copy';
          path: string;
          from?: string;
          value?: unknown;
        }>;
      }>;
    };

    git?: {
      /** Folder for shallow copies of the repositories. Default: a folder under the system's temporary one. */
      cacheDirectory?: string;
      /** How long a Git remote may take to answer. Default: 60 seconds. */
      timeout?: HumanDuration | string;
      /** Between two looks at the repositories. Default: 30 seconds. */
      pollInterval?: HumanDuration | string;
      /** @deprecated Use `timeout`. */
      timeoutSeconds?: number;
      /** @deprecated Use `pollInterval`. */
      pollSeconds?: number;
    };
  };
}
