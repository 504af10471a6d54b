package dk.bypuls.local.mqtt;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.MqttActivity;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.auth.ModifiableDefaultPermissions;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;

/**
 * Lets accounts in by password and allows each what it is listed for; everything else is denied.
 */
final class AccountsExtension implements ExtensionMain {
  private final Accounts accounts;

  AccountsExtension(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    SimpleAuthenticator authenticator = this::decide;
    Services.securityRegistry().setAuthenticatorProvider(provider -> authenticator);
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

  private void decide(SimpleAuthInput input, SimpleAuthOutput output) {
    ConnectPacket connect = input.getConnectPacket();
    if (!accounts.admits(connect.getUserName(), connect.getPassword())) {
      output.failAuthentication(
          ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "give a known user name and its password");
      return;
    }
    String name = connect.getUserName().orElseThrow();
    ModifiableDefaultPermissions permissions = output.getDefaultPermissions();
    permissions.setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
    accounts
        .mayPublish(name)
        .forEach(filter -> permissions.add(permission(filter, MqttActivity.PUBLISH)));
    accounts
        .maySubscribe(name)
        .forEach(filter -> permissions.add(permission(filter, MqttActivity.SUBSCRIBE)));
    output.authenticateSuccessfully();
  }

  private static TopicPermission permission(String filter, MqttActivity activity) {
    return Builders.topicPermission().topicFilter(filter).activity(activity).build();
  }
}
