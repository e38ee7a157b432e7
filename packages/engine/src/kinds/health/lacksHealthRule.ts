import { KubernetesObject, groupOf } from '../../model';
import { KindRegistry } from '../KindRegistry';
import { defaultKinds } from '../defaultKinds';

/** Groups, and endings of groups, of which Argo CD judges every kind. */
const groups = [
  '.cnrm.cloud.google.com',
  '.crossplane.io',
  '.services.k8s.aws',
  '.upbound.io',
  'grafana-org-operator.kubitus-project.gitlab.io',
  'microgateway.airlock.com',
  'operator.victoriametrics.com',
];

/** Further kinds for which Argo CD 3.6 ships a script, by group. */
const scripted: Readonly<Record<string, string>> = {
  'acid.zalan.do': 'postgresql',
  'addons.cluster.x-k8s.io': 'ClusterResourceSet',
  'apps.3scale.net': 'APIManager',
  'apps.kruise.io':
    'AdvancedCronJob BroadcastJob CloneSet DaemonSet StatefulSet',
  'apps.openshift.io': 'DeploymentConfig',
  'astra.netapp.io':
    'AppVault Application Backup ExecHook ExecHooksRun ResourceBackup ResticVolumeBackup Schedule Snapshot',
  'beat.k8s.elastic.co': 'Beat',
  'camel.apache.org': 'Integration',
  'capabilities.3scale.net':
    'ActiveDoc Application ApplicationAuth Backend CustomPolicyDefinition DeveloperAccount DeveloperUser OpenAPI Product ProxyConfigPromote Tenant',
  'cassandra.rook.io': 'Cluster',
  'cdi.kubevirt.io': 'DataVolume',
  'ceph.rook.io': 'CephCluster CephObjectStore',
  'certmanager.k8s.io': 'Certificate Issuer',
  'clickhouse-keeper.altinity.com': 'ClickHouseKeeperInstallation',
  'clickhouse.altinity.com': 'ClickHouseInstallation',
  'cloudfront.aws.crossplane.io': 'Distribution',
  'cluster.x-k8s.io':
    'Cluster Machine MachineDeployment MachineHealthCheck MachinePool',
  'controlplane.cluster.x-k8s.io': 'AWSManagedControlPlane',
  'coralogix.com': 'Alert RecordingRuleGroupSet',
  'core.gardener.cloud': 'Shoot',
  'core.humio.com':
    'HumioAction HumioAlert HumioCluster HumioIngestToken HumioParser HumioRepository HumioView',
  'core.spinkube.dev': 'SpinApp',
  'datadoghq.com': 'DatadogMetric',
  'db.atlasgo.io': 'AtlasMigration AtlasSchema',
  'elasticsearch.k8s.elastic.co': 'Elasticsearch',
  'flagger.app': 'Canary',
  'flink.apache.org': 'FlinkDeployment',
  'game.kruise.io': 'GameServer GameServerSet',
  'gateway.solo.io':
    'Gateway MatchableHttpGateway RouteOption RouteTable VirtualHostOption VirtualService',
  'gloo.solo.io': 'Proxy Settings Upstream UpstreamGroup',
  'grafana.integreatly.org':
    'Grafana GrafanaDashboard GrafanaDatasource GrafanaFolder',
  'iam.aws.crossplane.io': 'Policy Role RolePolicyAttachment',
  'iammanager.keikoproj.io': 'Iamrole',
  'jaegertracing.io': 'Jaeger',
  'k8s.keycloak.org': 'Keycloak',
  'k8s.mariadb.com': 'Backup Database Grant MariaDB SqlJob User',
  'kafka.banzaicloud.io': 'KafkaCluster',
  'kafka.strimzi.io':
    'Kafka KafkaBridge KafkaConnect KafkaConnector KafkaTopic KafkaUser',
  'karpenter.k8s.aws': 'EC2NodeClass',
  'karpenter.sh': 'NodeClaim NodePool',
  'kiali.io': 'Kiali',
  'kubernetes-client.io': 'ExternalSecret',
  'kubevirt.io': 'VirtualMachine VirtualMachineInstance',
  'lifecycle.keptn.sh':
    'KeptnAppVersion KeptnEvaluation KeptnTask KeptnWorkloadInstance KeptnWorkloadVersion',
  'logstash.k8s.elastic.co': 'Logstash',
  'mariadb.mmontes.io': 'MariaDB',
  'metrics.keptn.sh': 'Analysis KeptnMetric',
  'minio.min.io': 'Tenant',
  'monitoring.coreos.com': 'Prometheus',
  'networking.gke.io': 'ManagedCertificate',
  'nmstate.io': 'NodeNetworkConfigurationPolicy',
  'numaflow.numaproj.io': 'InterStepBufferService MonoVertex Pipeline Vertex',
  'numaplane.numaproj.io':
    'ISBServiceRollout MonoVertexRollout NumaflowControllerRollout PipelineRollout',
  'objectbucket.io': 'ObjectBucketClaim',
  'ocs.openshift.io': 'StorageCluster',
  'onepassword.com': 'OnePasswordItem',
  'openfaas.com': 'Function',
  'opentelemetry.io': 'OpenTelemetryCollector',
  'operator.knative.dev': 'KnativeEventing KnativeServing',
  'operator.openshift.io': 'IngressController',
  'operators.coreos.com': 'Subscription',
  'pkg.crossplane.io': 'Provider',
  'platform.confluent.io':
    'Connect Connector ControlCenter Kafka KsqlDB SchemaRegistry Zookeeper',
  'policy.open-cluster-management.io':
    'CertificatePolicy ConfigurationPolicy OperatorPolicy Policy',
  'postgresql.cnpg.io': 'Cluster',
  'proclaim.dogmatiq.io': 'DNSSDServiceInstance',
  'projectcontour.io': 'ExtensionService HTTPProxy',
  'promoter.argoproj.io':
    'ArgoCDCommitStatus ChangeTransferPolicy ClusterScmProvider CommitStatus GitCommitStatus GitRepository PromotionStrategy PullRequest ScmProvider TimedCommitStatus WebRequestCommitStatus',
  'psmdb.percona.com': 'PerconaServerMongoDB',
  'pulumi.com': 'Stack',
  'pxc.percona.com': 'PerconaXtraDBCluster',
  'rabbitmq.com':
    'Binding Exchange Permission Policy Queue RabbitmqCluster Shovel User Vhost',
  'rds.aws.crossplane.io': 'DBCluster DBInstance',
  'rollouts.kruise.io': 'Rollout',
  'route.openshift.io': 'Route',
  'route53.aws.crossplane.io': 'ResourceRecordSet',
  's3.aws.crossplane.io': 'Bucket',
  'services.cloud.sap.com': 'ServiceBinding ServiceInstance',
  'serving.knative.dev': 'Service',
  'serving.kserve.io': 'InferenceService',
  'snapshot.storage.k8s.io': 'VolumeSnapshot VolumeSnapshotContent',
  'solr.apache.org': 'SolrCloud',
  'sparkoperator.k8s.io': 'SparkApplication',
  'spot.io': 'SpotDeployment',
  'stacks.crossplane.io': 'ClusterStackInstall',
  'tower.ansible.com': 'AnsibleJob',
  'trident.netapp.io': 'TridentBackendConfig TridentOrchestrator',
  'work.karmada.io': 'ClusterResourceBinding ResourceBinding',
  'zookeeper.pravega.io': 'ZookeeperCluster',
};

/**
 * Whether Argo CD has a rule for the kind of an object that `healthOf` does not have. Without any rule Argo CD counts an
 * object as healthy; with one that is not computed here nobody knows.
 *
 * @public
 */
export function lacksHealthRule(
  { apiVersion, kind }: KubernetesObject,
  kinds: KindRegistry = defaultKinds,
): boolean {
  const group = groupOf(apiVersion);
  if (kinds.find(group, kind)?.health) {
    return false;
  }
  return (
    groups.some(item =>
      item.startsWith('.') ? group.endsWith(item) : group === item,
    ) ||
    (Object.hasOwn(scripted, group) &&
      scripted[group].split(' ').includes(kind))
  );
}
