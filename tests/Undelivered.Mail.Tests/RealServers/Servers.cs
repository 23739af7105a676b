using System.Text;

namespace Undelivered.Mail.Tests.RealServers;

/// <summary>Debian's Postfix.</summary>
internal sealed class PostfixServer : MailServer
{
    private readonly int _port = FreePort();
    private readonly string _etc;

    public PostfixServer(FarServer far)
    {
        foreach (var name in (string[])["etc", "spool", "data"])
        {
            Directory.CreateDirectory(Path.Combine(Folder, name));
        }

        _etc = Path.Combine(Folder, "etc");
        Run("chmod", ["755", Folder]);
        Run("chown", ["postfix", Path.Combine(Folder, "data")]);
        foreach (var name in (string[])["postfix-files", "dynamicmaps.cf"])
        {
            if (File.Exists($"/etc/postfix/{name}"))
            {
                File.Copy($"/etc/postfix/{name}", Path.Combine(_etc, name));
            }
        }

        var services = File.ReadAllLines("/usr/share/postfix/master.cf.dist").Where(l => l.Length > 0 && (char.IsAsciiLetter(l[0]) || l[0] == ' '))
            .Select(l => l.Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length >= 8 && f[1] is "unix" or "unix-dgram")
            .Select(f => string.Join(' ', (string[])[.. f[..4], "n", .. f[5..]]));
        Write("etc/master.cf", $"127.0.0.1:{_port} inet n - n - - smtpd\n{string.Join('\n', services)}\n");
        Write("etc/main.cf", $"""
            compatibility_level = 3.6
            queue_directory = {Folder}/spool
            data_directory = {Folder}/data
            maillog_file = {Folder}/mail.log
            maillog_file_prefixes = {Folder}
            mail_owner = postfix
            setgid_group = postdrop
            myhostname = mta.sender.test
            mydestination =
            mynetworks = 127.0.0.0/8
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            alias_maps =
            relayhost = [127.0.0.1]:{far.Port}
            smtp_tls_security_level = none
            """);
        Run("postfix", ["-c", _etc, "start"]);
    }

    public override string Log => File.ReadAllText(Path.Combine(Folder, "mail.log"));

    public override void Send(string messageId, params string[] recipients) => Submit(_port, messageId, recipients);

    public override void Dispose()
    {
        Run("postfix", ["-c", _etc, "stop"]);
        base.Dispose();
    }
}

/// <summary>Debian's Exim, run for one message at a time.</summary>
internal sealed class EximServer : MailServer
{
    private readonly string _configuration;

    public EximServer(FarServer far)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "log"));
        Directory.CreateDirectory(Path.Combine(Folder, "spool"));
        _configuration = Write("exim.conf", $"""
            primary_hostname = mta.sender.test
            spool_directory = {Folder}/spool
            log_file_path = {Folder}/log/%slog
            qualify_domain = sender.test
            exim_path = {Installed}/exim4
            keep_environment =
            disable_ipv6
            tls_advertise_hosts =
            begin routers
            onward:
              driver = manualroute
              route_list = * 127.0.0.1
              self = send
              transport = onward
            begin transports
            onward:
              driver = smtp
              port = {far.Port}
              allow_localhost
              hosts_avoid_tls = *
            begin retry
            * * F,1h,10m
            """ + "\n");
        Run("chown", ["-R", "Debian-exim", Folder]);
        Run("chown", ["root", Folder, _configuration]);
        Run("chmod", ["755", Folder]);
    }

    public override string Log => File.ReadAllText(Path.Combine(Folder, "log", "mainlog"));

    public override void Send(string messageId, params string[] recipients) =>
        Run($"{Installed}/exim4", ["-C", _configuration, "-odi", "-oem", "-f", "shop@sender.test", .. recipients], Message(messageId, recipients).ReplaceLineEndings("\n"));
}

/// <summary>Debian's OpenSMTPD. Its paths are built in, so there can be only one at a time.</summary>
internal sealed class OpenSmtpdServer : MailServer
{
    private readonly int _port = FreePort();
    private readonly StringBuilder _log = new();

    public OpenSmtpdServer(FarServer far)
    {
        var configuration = Write("smtpd.conf", $"""
            listen on 127.0.0.1 port {_port} hostname mta.sender.test
            action "onward" relay host smtp://127.0.0.1:{far.Port} helo mta.sender.test
            match from any for any action "onward"
            """ + "\n");
        RunOn($"{Installed}/usr/sbin/smtpd", ["-d", "-f", configuration], _log);
    }

    public override string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public override void Send(string messageId, params string[] recipients) => Submit(_port, messageId, recipients);
}
