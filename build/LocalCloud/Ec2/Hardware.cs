using System.Collections.Immutable;
using System.Net;
using System.Text;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>The machines that instances are, with the addresses, keys, user data and metadata that their instances have.</summary>
internal sealed class Hardware(IMachines machines, Addresses addresses, Options options, LaunchFaults faults, StateStore store)
{
    /// <summary>The ports that an instance's address must have free: SSH, and the one that applications use by convention.</summary>
    private static readonly int[] Ports = [2222, 8080];

    /// <summary>Takes a free address.</summary>
    public IPAddress Take() => addresses.Take(10, Ports);

    /// <summary>Gives an address back.</summary>
    public void Return(IPAddress address) => addresses.Return(address);

    /// <summary>Keeps an address that an instance still has after a restart. False when something else has it now.</summary>
    public bool Keep(IPAddress address) => addresses.Keep(address, Ports);

    /// <summary>Boots and returns when the machine is up.</summary>
    /// <exception cref="MachineFailure">It does not come up.</exception>
    public async Task Boot(Region region, string id, CancellationToken cancellation)
    {
        var instance = region.Instances.GetValueOrDefault(id) ?? throw new MachineFailure($"{id} is gone");
        await faults.Boot(region.Name, instance, cancellation);
        await machines.Boot(Spec(region, instance), cancellation);
    }

    /// <summary>Ends the machine; its disk stays.</summary>
    public Task Stop(string id) => machines.Stop(id, CancellationToken.None);

    /// <summary>Copies the machine's disk to a new layer.</summary>
    public Task Capture(string id, string layer, CancellationToken cancellation) => machines.Capture(id, layer, cancellation);

    /// <summary>Ends the machine, and removes its disk as soon as it is kept that the instance is to have none.</summary>
    public async Task Terminate(string id)
    {
        await machines.End(id);
        // A server that is killed between must not find an instance that is up and has lost its disk.
        await store.Keeping();
        await machines.Terminate(id);
    }

    private MachineSpec Spec(Region region, Instance instance) => new(
        instance.Id,
        IPAddress.Parse(instance.PrivateIp),
        instance.Layers,
        instance.Launch.UserData is { Length: > 0 } data ? Encoding.UTF8.GetString(Convert.FromBase64String(data)) : null,
        instance.Launch.KeyName is { } key ? region.KeyPairs.GetValueOrDefault(key)?.PublicKey : null,
        ImmutableDictionary<string, string>.Empty.Add(
            "AWS_EC2_METADATA_SERVICE_ENDPOINT", new Uri(options.Endpoint, $"/_local/imds/{instance.Id}").AbsoluteUri))
    {
        Memory = InstanceTypes.Known.TryGetValue(instance.Launch.InstanceType, out var type) ? type.Memory : null,
        Processors = type.Processors > 0 ? type.Processors : null,
    };
}
