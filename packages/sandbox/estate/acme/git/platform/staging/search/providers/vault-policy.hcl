# Rendered from platform/tenants/search.yaml: change that file and render again, what is changed here is lost.
# vault policy write search vault-policy.hcl
path "secret/data/search/*" {
  capabilities = ["read"]
}
path "secret/metadata/search/*" {
  capabilities = ["read", "list"]
}
