using Bundt.LocalCloud.Machines;

namespace Bundt.LocalCloud.Tests.Machines;

public sealed class Units
{
    [Fact]
    public async Task Should_Start_Again_What_Ends()
    {
        await using var world = new MachineWorld();
        using var http = new HttpClient();
        var machine = await world.Boot();
        var page = $"http://{machine.Address}:8080/";
        world.Ssh(machine, WebUnit.Install() + "\nsystemctl start web");
        await Answers(http, page);
        var before = world.Ssh(machine, "systemctl show -p MainPID web");

        await http.GetStringAsync(page + "die", TestContext.Current.CancellationToken);

        await Answers(http, page);
        world.Ssh(machine, "systemctl show -p MainPID web").ShouldNotBe(before);
        world.Machines.ConsoleOutput(machine.InstanceId).ShouldContain("web.service: ended with status 3; starts again in 0.1 s");
    }

    [Fact]
    public async Task Should_Obey_Systemctl()
    {
        await using var world = new MachineWorld();
        using var http = new HttpClient();
        var machine = await world.Boot();
        var page = $"http://{machine.Address}:8080/";
        world.Ssh(machine, WebUnit.Install());
        string Says(string command) => MachineWorld.Run("ssh", [.. world.Known("-p"), $"root@{machine.Address}", command]) switch
        {
            var (code, output, error) => $"{output}{error}".Trim() + $" {code}",
        };

        Says("systemctl is-enabled web").ShouldBe("enabled 0");
        Says("systemctl is-active web.service").ShouldBe("inactive 3");
        Says("systemctl daemon-reload && systemctl start web && systemctl is-active web").ShouldBe("active 0");
        await Answers(http, page);
        Says("systemctl restart web && systemctl status web | grep ActiveState").ShouldBe("ActiveState=active 0");
        await Answers(http, page);
        Says("systemctl disable --now --quiet web; systemctl is-active web; systemctl is-enabled web").ShouldBe("inactive\ndisabled 1");
        await Should.ThrowAsync<HttpRequestException>(() => http.GetStringAsync(page, TestContext.Current.CancellationToken));
        Says("systemctl start nothing").ShouldBe("Unit nothing.service could not be found. 5");
        Says("setpriv --reuid nobody --clear-groups systemctl start web").ShouldEndWith("only root may do this 4");
        Says("pgrep -fc server.pl").ShouldStartWith("0");
    }

    [Fact]
    public async Task Should_Come_After_One_Another()
    {
        await using var world = new MachineWorld();
        var machine = await world.Boot();
        string Unit(string name, string after, string service) =>
            $"printf '[Unit]\\nAfter={after}\\n[Service]\\nType=oneshot\\nRemainAfterExit=yes\\n{service}\\n[Install]\\nWantedBy=multi-user.target\\n' >/etc/systemd/system/{name}.service; systemctl enable -q {name}\n";
        world.Ssh(machine,
            Unit("alpha", "beta.service", "ExecStart=/bin/sh -c \"echo alpha >>/var/lib/order\"") +
            Unit("beta", "gamma.service", "ExecStartPre=/bin/sleep 0.3\\nExecStart=/bin/sh -c \"echo beta >>/var/lib/order\"") +
            Unit("gamma", "network.target", "ExecStart=-/bin/false\\nExecStart=/bin/sh -c \"sleep 0.2; echo gamma >>/var/lib/order\""));

        await world.Machines.Stop(machine.InstanceId, TestContext.Current.CancellationToken);
        await world.Boot(machine);

        await MachineWorld.Eventually(() =>
        {
            world.Ssh(machine, "cat /var/lib/order; systemctl is-active alpha beta gamma").ShouldBe("gamma\nbeta\nalpha\nactive\nactive\nactive");
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Should_Start_After_User_Data_What_Cloud_Init_Wants()
    {
        await using var world = new MachineWorld();
        using var http = new HttpClient();
        var source = await world.Boot();
        world.Ssh(source, WebUnit.Install("cloud-init.target"));
        var layer = await world.Capture(source);

        var machine = await world.Boot(world.Spec(layer) with { UserData = "#!/bin/sh\nsleep 0.3\necho STAGE=prod >/etc/web/environment\n" });

        await MachineWorld.Eventually(async () =>
            (await http.GetStringAsync($"http://{machine.Address}:8080/", TestContext.Current.CancellationToken)).Split('\n').ShouldContain("STAGE=prod"));
    }

    [Fact]
    public async Task Should_Be_Told_To_End_And_Then_Be_Ended()
    {
        await using var world = new MachineWorld();
        var machine = await world.Boot();
        world.Ssh(machine,
            """
            cat >/etc/systemd/system/polite.service <<'UNIT'
            [Service]
            ExecStart=/bin/bash -c 'trap "echo polite >>/var/lib/ended; exit 0" TERM; while :; do sleep 1000 & wait; done'
            UNIT
            cat >/etc/systemd/system/deaf.service <<'UNIT'
            [Service]
            ExecStart=/bin/bash -c 'trap "" TERM; while :; do sleep 1000; done'
            TimeoutStopSec=500ms
            UNIT
            systemctl start polite deaf
            """);

        await world.Machines.Stop(machine.InstanceId, TestContext.Current.CancellationToken);

        File.ReadAllText(Path.Combine(world.Folder, "machines", "instances", machine.InstanceId, "disk", "var", "lib", "ended")).ShouldBe("polite\n");
        world.Machines.ConsoleOutput(machine.InstanceId).ShouldContain("deaf.service: does not end within 0.5 s: killed");
    }

    [Fact]
    public async Task Should_Look_After_A_Daemon()
    {
        await using var world = new MachineWorld();
        var machine = await world.Boot();
        world.Ssh(machine,
            """
            cat >/usr/local/bin/daemon <<'SH'
            #!/bin/bash
            setsid sleep 1000 </dev/null >/dev/null 2>&1 &
            echo $! >/run/daemon.pid
            SH
            chmod +x /usr/local/bin/daemon
            cat >/etc/systemd/system/daemon.service <<'UNIT'
            [Service]
            Type=forking
            PIDFile=/run/daemon.pid
            ExecStart=daemon
            ExecReload=/bin/sh -c "echo reloaded $MAINPID >>/var/lib/daemon"
            ExecStop=/bin/sh -c "echo stopped ${MAINPID} >>/var/lib/daemon"
            Restart=on-failure
            UNIT
            systemctl start daemon
            systemctl is-active daemon
            """).ShouldBe("active");

        var process = world.Ssh(machine, "cat /run/daemon.pid; systemctl reload daemon; systemctl stop daemon; systemctl is-active daemon || true");

        process.ShouldEndWith("\ninactive");
        process = process.Split('\n')[0];
        world.Ssh(machine, "cat /var/lib/daemon").ShouldBe($"reloaded {process}\nstopped {process}");
        world.Ssh(machine, $"test ! -d /proc/{process} && echo gone").ShouldBe("gone");
    }

    [Fact]
    public async Task Should_Not_Start_The_Units_Of_The_Host()
    {
        await using var world = new MachineWorld();
        var machine = await world.Boot();

        world.Ssh(machine, "ls /run/units /etc/systemd/system/multi-user.target.wants").ShouldBe("/etc/systemd/system/multi-user.target.wants:\n\n/run/units:");
    }

    [Fact]
    public async Task Should_Give_Up_What_Never_Stays_Up()
    {
        await using var world = new MachineWorld();
        var machine = await world.Boot();

        world.Ssh(machine,
            """
            printf '[Service]\nExecStart=/bin/false\nRestart=on-failure\nRestartSec=10ms\n' >/etc/systemd/system/broken.service
            printf '[Service]\nUser=nobody-at-all\nExecStart=/bin/true\n' >/etc/systemd/system/userless.service
            systemctl start broken; systemctl start userless || true
            """);

        await MachineWorld.Eventually(() =>
        {
            var console = world.Machines.ConsoleOutput(machine.InstanceId);
            console.ShouldContain("broken.service: started 5 times within 10 s: given up");
            console.ShouldContain("userless.service: there is no user nobody-at-all");
            world.Ssh(machine, "systemctl is-failed broken userless").ShouldBe("failed\nfailed");
            return Task.CompletedTask;
        });
    }

    private static Task Answers(HttpClient http, string page) =>
        MachineWorld.Eventually(() => http.GetStringAsync(page, TestContext.Current.CancellationToken));
}
