# Rendered from platform/tenants/identity.yaml: change that file and render again, what is changed here is lost.
# vault policy write identity vault-policy.hcl
path "secret/data/identity/*" {
  capabilities = ["read"]
}
path "secret/metadata/identity/*" {
  capabilities = ["read", "list"]
}
