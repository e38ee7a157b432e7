# Rendered from platform/tenants/checkout.yaml: change that file and render again, what is changed here is lost.
# vault policy write checkout vault-policy.hcl
path "secret/data/checkout/*" {
  capabilities = ["read"]
}
path "secret/metadata/checkout/*" {
  capabilities = ["read", "list"]
}
