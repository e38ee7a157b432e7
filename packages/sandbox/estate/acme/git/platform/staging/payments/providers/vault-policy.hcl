# Rendered from platform/tenants/payments.yaml: change that file and render again, what is changed here is lost.
# vault policy write payments vault-policy.hcl
path "secret/data/payments/*" {
  capabilities = ["read"]
}
path "secret/metadata/payments/*" {
  capabilities = ["read", "list"]
}
