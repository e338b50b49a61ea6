// Drives azidentity for Go through one flow.
package main

import (
	"context"
	"fmt"

	"entrada/interop/settings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

var (
	ctx     = context.Background()
	told    = settings.Read()
	options = azcore.ClientOptions{
		Cloud: cloud.Configuration{ActiveDirectoryAuthorityHost: told.Host, Services: map[cloud.ServiceName]cloud.ServiceConfiguration{}},
	}
)

func get(scopes []string, credential azcore.TokenCredential, err error) (string, error) {
	if err != nil {
		panic(err)
	}
	token, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: scopes})
	return token.Token, err
}

func certificate(file string, password string, withChain bool) (string, error) {
	chain, key, err := azidentity.ParseCertificates(told.File(file), []byte(password))
	if err != nil {
		panic(err)
	}
	credential, err := azidentity.NewClientCertificateCredential(told.Tenant, told.ClientID, chain, key,
		&azidentity.ClientCertificateCredentialOptions{
			ClientOptions: options, DisableInstanceDiscovery: true, SendCertificateChain: withChain,
		})
	return get(told.AppScopes, credential, err)
}

var flows = map[string]func() (string, error){
	"client-secret": func() (string, error) {
		credential, err := azidentity.NewClientSecretCredential(told.Tenant, told.ClientID, told.ClientSecret,
			&azidentity.ClientSecretCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: true})
		return get(told.AppScopes, credential, err)
	},
	"certificate":     func() (string, error) { return certificate("pem", "", false) },
	"certificate-x5c": func() (string, error) { return certificate("pem", "", true) },
	"federated": func() (string, error) {
		credential, err := azidentity.NewClientAssertionCredential(told.Tenant, told.ClientID,
			func(context.Context) (string, error) { return told.FederatedToken, nil },
			&azidentity.ClientAssertionCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: true})
		return get(told.AppScopes, credential, err)
	},
	"workload-identity": func() (string, error) {
		credential, err := azidentity.NewWorkloadIdentityCredential(&azidentity.WorkloadIdentityCredentialOptions{
			ClientOptions: options, DisableInstanceDiscovery: true,
			TenantID: told.Tenant, ClientID: told.ClientID, TokenFilePath: told.Files["federatedToken"],
		})
		return get(told.AppScopes, credential, err)
	},
	"on-behalf-of": func() (string, error) {
		credential, err := azidentity.NewOnBehalfOfCredentialWithSecret(told.Tenant, told.ClientID, told.UserAssertion, told.ClientSecret,
			&azidentity.OnBehalfOfCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: true})
		return get(told.Scopes, credential, err)
	},
	"device-code": func() (string, error) {
		credential, err := azidentity.NewDeviceCodeCredential(&azidentity.DeviceCodeCredentialOptions{
			ClientOptions: options, DisableInstanceDiscovery: true, TenantID: told.Tenant, ClientID: told.PublicClientID,
			UserPrompt: func(_ context.Context, message azidentity.DeviceCodeMessage) error {
				settings.Tell(map[string]any{"deviceCode": map[string]any{
					"user_code": message.UserCode, "verification_uri": message.VerificationURL, "message": message.Message,
				}})
				return nil
			},
		})
		return get(told.Scopes, credential, err)
	},
}

func main() {
	flow, known := flows[told.Flow]
	if !known {
		panic(fmt.Sprintf("no flow is called %q", told.Flow))
	}
	token, err := flow()
	settings.Result("github.com/Azure/azure-sdk-for-go/sdk/azidentity", token, err)
}
