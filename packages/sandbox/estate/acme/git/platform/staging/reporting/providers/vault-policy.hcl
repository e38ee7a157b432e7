# Rendered from platform/tenants/reporting.yaml: change that file and render again, what is changed here is lost.
# vault policy write reporting vault-policy.hcl
path "secret/data/reporting/*" {
  capabilities = ["read"]
}
path "secret/metadata/reporting/*" {
  capabilities = ["read", "list"]
}
