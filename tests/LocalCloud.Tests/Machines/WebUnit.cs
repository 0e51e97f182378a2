namespace Bundt.LocalCloud.Tests.Machines;

/// <summary>A tiny web server as a systemd unit, in what every Debian has: perl.</summary>
public static class WebUnit
{
    private const string Server =
        """
        use IO::Socket::INET;
        $| = 1;
        my $listener = IO::Socket::INET->new(LocalAddr => "$ENV{HOST}:8080", Listen => 20, ReuseAddr => 1) or die "cannot listen: $@";
        print "listening at $ENV{HOST}\n";
        while (my $client = $listener->accept) {
            my $request = <$client>;
            while (defined(my $line = <$client>)) { last if $line =~ /^\r?$/ }
            my $body = join "\n", map { "$_=$ENV{$_}" } sort keys %ENV;
            $body .= "\nID=$<";
            print $client "HTTP/1.0 200 OK\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
            close $client;
            exit 3 if $request =~ m{^GET /die};
        }
        """;

    /// <summary>The shell script that installs and enables it.</summary>
    public static string Install(string wantedBy = "multi-user.target", string more = "") =>
        $$"""
        set -e
        mkdir -p /opt/web /etc/web
        cat >/opt/web/server.pl <<'PERL'
        {{Server}}
        PERL
        echo 'FROM_FILE="two words" # not a comment' >/etc/web/environment
        cat >/etc/systemd/system/web.service <<'UNIT'
        [Unit]
        Description=A tiny web server
        After=network-online.target

        [Service]
        User=web
        WorkingDirectory=/opt/web
        Environment=GREETING="good day" NAMED=%n
        EnvironmentFile=-/etc/web/environment
        EnvironmentFile=-/etc/web/absent
        ExecStart=/usr/bin/perl \
          server.pl
        Restart=always
        RestartSec=100ms
        {{more}}

        [Install]
        WantedBy={{wantedBy}}
        UNIT
        id -u web >/dev/null 2>&1 || useradd --system --no-create-home --home-dir /opt/web --shell /usr/sbin/nologin web
        systemctl enable --quiet web.service
        """;
}
