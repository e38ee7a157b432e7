/** The least that describes a platform, to be added to app-config: less of it would keep the plugin from starting. */
export const firstPlatform = `tenancy:
  repository: { url: https://git.example.com/platform/estate.git, branch: main }
  publish: pullRequest # or push, for a plain Git remote
  groups: { template: 'oidc:\${{ group }}' } # how clusters call a team of the catalog
  tiers:
    small:
      description: One small service
      quota:
        requests: { cpu: '2', memory: 4Gi, ephemeralStorage: 8Gi }
        limits: { cpu: '4', memory: 8Gi, ephemeralStorage: 16Gi }
        storage: 20Gi
        pods: 20
      container:
        defaultRequest: { cpu: 50m, memory: 64Mi, ephemeralStorage: 64Mi }
        default: { cpu: 500m, memory: 256Mi, ephemeralStorage: 512Mi }
        max: { cpu: '2', memory: 4Gi, ephemeralStorage: 4Gi }
  environments:
    - name: dev
      cluster: dev # as the Kubernetes plugin calls it
      argocd:
        cluster: dev # where its Argo CD runs
        destination: { server: https://kubernetes.default.svc }
      domains: [dev.example.com]
`;
