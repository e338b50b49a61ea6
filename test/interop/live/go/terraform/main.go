// Drives the library with which Terraform's azuread provider gets its tokens through one flow.
package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"entrada/interop/settings"

	"github.com/hashicorp/go-azure-sdk/sdk/auth"
	"github.com/hashicorp/go-azure-sdk/sdk/claims"
	"github.com/hashicorp/go-azure-sdk/sdk/environments"
)

var (
	ctx  = context.Background()
	told = settings.Read()
)

// The provider finds the cloud by its metadata, as ARM_METADATA_HOSTNAME tells it to.
func cloud() environments.Environment {
	environment, err := environments.FromEndpoint(ctx, strings.TrimSuffix(told.Host, "/"))
	if err != nil {
		panic(err)
	}
	return *environment
}

func get(authorizer auth.Authorizer, err error) (string, error) {
	if err != nil {
		return "", err
	}
	token, err := authorizer.Token(ctx, &http.Request{})
	if err != nil {
		return "", err
	}
	read, err := claims.ParseClaims(token)
	if err != nil {
		return "", err
	}
	if read.ObjectId == "" || read.TenantId != told.Tenant {
		return "", fmt.Errorf("the claims lack what the provider reads: %+v", read)
	}
	return token.AccessToken, nil
}

func certificate(file string) (string, error) {
	environment := cloud()
	return get(auth.NewClientCertificateAuthorizer(ctx, auth.ClientCertificateAuthorizerOptions{
		Environment: environment, Api: environment.MicrosoftGraph, TenantId: told.Tenant, ClientId: told.ClientID,
		Pkcs12Path: told.Files[file], Pkcs12Pass: told.PfxPassword,
	}))
}

var flows = map[string]func() (string, error){
	"client-secret": func() (string, error) {
		environment := cloud()
		return get(auth.NewClientSecretAuthorizer(ctx, auth.ClientSecretAuthorizerOptions{
			Environment: environment, Api: environment.MicrosoftGraph, TenantId: told.Tenant, ClientId: told.ClientID,
			ClientSecret: told.ClientSecret,
		}))
	},
	"certificate":    func() (string, error) { return certificate("pfx") },
	"certificate-ec": func() (string, error) { return certificate("ecPfx") },
	"federated": func() (string, error) {
		environment := cloud()
		return get(auth.NewOIDCAuthorizer(ctx, auth.OIDCAuthorizerOptions{
			Environment: environment, Api: environment.MicrosoftGraph, TenantId: told.Tenant, ClientId: told.ClientID,
			FederatedAssertion: told.FederatedToken,
		}))
	},
}

func main() {
	flow, known := flows[told.Flow]
	if !known {
		panic(fmt.Sprintf("no flow is called %q", told.Flow))
	}
	token, err := flow()
	settings.Result("github.com/hashicorp/go-azure-sdk/sdk", token, err)
}
